namespace Recommender.Service.Watching;

/// <summary>Something is wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Site">Where; null: everywhere.</param>
/// <param name="Text">The same in words, and what to do.</param>
public sealed record Warning(WarningKind Kind, string? Site, string Text)
{
    /// <summary>In words, with the site.</summary>
    public string Sentence => Site is null ? Text : $"site {Site}: {Text}";
}
