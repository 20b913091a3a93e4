using System.ComponentModel;

namespace Recommender.Service.Related.Batch;

/// <summary>Several blocks that are asked for at once.</summary>
public sealed record BatchInput
{
    /// <summary>Most blocks in a request.</summary>
    public const int MaxQueries = 100;

    [Description("1 to 100.")]
    public IReadOnlyList<BatchQuery>? Queries { get; init; }

    [Description("Only these fields of each item, as with GET; all where it is missing.")]
    public IReadOnlyList<string>? Fields { get; init; }
}
