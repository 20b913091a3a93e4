namespace Recommender.Service.Watching;

/// <summary>A problem of the installation or of a site.</summary>
/// <param name="Site">The affected site; null for the whole installation.</param>
/// <param name="Text">The problem and what to do about it.</param>
public sealed record Warning(WarningKind Kind, string? Site, string Text)
{
    /// <summary>The text with the site's name.</summary>
    public string Sentence => Site is null ? Text : $"site {Site}: {Text}";
}
