namespace Recommender.Service.Demo;

/// <summary>A paragraph, heading or list item.</summary>
public sealed record BodyBlock(BodyKind Kind, IReadOnlyList<BodyRun> Runs);
