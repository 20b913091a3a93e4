using System.ComponentModel;
using Recommender.Service.Articles;

namespace Recommender.Service.Push;

/// <summary>The result of one line of a bulk request.</summary>
public sealed record PushLineResponse
{
    [Description("The line's number, from 1.")]
    public required int Line { get; init; }

    [Description("The status code that a single request would have: 200, 201, 400 or 404.")]
    public required int Status { get; init; }

    public string? Key { get; init; }

    public string? Id { get; init; }

    [Description("The outcome; absent if the line is invalid.")]
    public PushOutcome? Outcome { get; init; }

    [Description("Why the line is invalid.")]
    public string? Detail { get; init; }

    public static PushLineResponse Of(int line, ArticlePush push, PushOutcome outcome) => new()
    {
        Line = line, Key = ArticleKey.Of(push.SourceId), Id = push.SourceId, Outcome = outcome,
        Status = outcome switch { PushOutcome.Created => 201, PushOutcome.Unknown => 404, _ => 200 },
    };

    public static PushLineResponse Wrong(int line, string detail) => new() { Line = line, Status = 400, Detail = detail };
}
