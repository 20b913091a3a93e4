namespace Recommender.Service.Blocks.Rules;

/// <summary>A rule that moves articles by their age.</summary>
/// <param name="Days">Above 0: articles older than so many days, and undated ones; below 0: articles at most so old.</param>
internal sealed record CompiledAge(TableEntry Entry, double Days)
{
    /// <param name="age">In days; infinite for an undated article.</param>
    public bool Moves(double age) => Moves(Days, age);

    public static bool Moves(double days, double age) => days > 0 ? age > days : age <= -days;
}
