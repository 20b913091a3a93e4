namespace Recommender.Service.Tests.Fuzzing;

/// <summary>What became of an input.</summary>
/// <param name="Finding">What is wrong: crash, slow, memory; null if nothing is.</param>
/// <param name="Detail">
/// The exception with the place that it came from, or the figures. Before a colon, what is the same for findings of one cause.
/// </param>
internal sealed record Verdict(string? Finding = null, string Detail = "")
{
    public static Verdict Good { get; } = new();

    /// <summary>What is the same for findings that are alike.</summary>
    public string? Kind => Finding == "crash" ? $"crash: {Detail.Split(':')[0]}" : Finding;
}
