using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <param name="Rule">An exclude or a boost.</param>
/// <param name="Days">Positive: articles older than so many days, undated ones too; negative: articles at most so old.</param>
internal sealed record AgeRule(Rule Rule, double Days)
{
    /// <param name="age">In days; infinite for an undated article.</param>
    public bool Moves(double age) => Days > 0 ? age > Days : age <= -Days;
}
