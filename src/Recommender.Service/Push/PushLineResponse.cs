using System.ComponentModel;
using Recommender.Service.Articles;

namespace Recommender.Service.Push;

/// <summary>What became of one line of many.</summary>
public sealed record PushLineResponse
{
    [Description("The line's number, from 1.")]
    public required int Line { get; init; }

    [Description("As a request of its own would be answered: 200, 201, 400 or 404.")]
    public required int Status { get; init; }

    public string? Key { get; init; }

    public string? Id { get; init; }

    [Description("What happened; absent where the line is wrong.")]
    public PushOutcome? Outcome { get; init; }

    [Description("What is wrong with the line.")]
    public string? Detail { get; init; }

    public static PushLineResponse Of(int line, ArticlePush push, PushOutcome outcome) => new()
    {
        Line = line, Key = ArticleKey.Of(push.SourceId), Id = push.SourceId, Outcome = outcome,
        Status = outcome switch { PushOutcome.Created => 201, PushOutcome.Unknown => 404, _ => 200 },
    };

    public static PushLineResponse Wrong(int line, string detail) => new() { Line = line, Status = 400, Detail = detail };
}
