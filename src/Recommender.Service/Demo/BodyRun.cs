namespace Recommender.Service.Demo;

/// <summary>Words, with the address that they lead to if they lead anywhere.</summary>
public sealed record BodyRun(string Text, string? Href);
