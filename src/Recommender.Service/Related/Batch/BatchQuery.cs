using System.ComponentModel;
using System.Globalization;

namespace Recommender.Service.Related.Batch;

/// <summary>One query of a batch. <see cref="RelatedQuery"/> describes the fields.</summary>
public sealed record BatchQuery
{
    [Description("The page's address, in any spelling. Give exactly one of url, id and key.")]
    public string? Url { get; init; }

    public string? Id { get; init; }

    public string? Key { get; init; }

    public int? Limit { get; init; }

    public IReadOnlyList<string>? Exclude { get; init; }

    public IReadOnlyList<string>? Section { get; init; }

    public IReadOnlyList<string>? Tag { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public bool? Fallback { get; init; }

    internal RelatedQuery ToQuery(IReadOnlyList<string>? fields) => new()
    {
        Url = One(Url), Id = One(Id), Key = One(Key),
        Limit = One(Limit?.ToString(CultureInfo.InvariantCulture)), From = One(From), To = One(To),
        Exclude = Exclude?.ToArray(), Section = Section?.ToArray(), Tag = Tag?.ToArray(),
        Fallback = Fallback is { } fills ? [fills ? "true" : "false"] : null,
        Fields = fields?.ToArray(),
    };

    private static string[]? One(string? value) => value is null ? null : [value];
}
