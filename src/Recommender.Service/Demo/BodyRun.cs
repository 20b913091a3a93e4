namespace Recommender.Service.Demo;

/// <summary>A run of text, with the address it links to, if any.</summary>
public sealed record BodyRun(string Text, string? Href);
