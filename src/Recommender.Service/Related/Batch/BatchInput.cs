using System.ComponentModel;

namespace Recommender.Service.Related.Batch;

/// <summary>A request for several blocks.</summary>
public sealed record BatchInput
{
    /// <summary>Maximum number of queries in a request.</summary>
    public const int MaxQueries = 100;

    [Description("1 to 100.")]
    public IReadOnlyList<BatchQuery>? Queries { get; init; }

    [Description("Return only these fields of each item, as with GET; all fields if omitted.")]
    public IReadOnlyList<string>? Fields { get; init; }
}
