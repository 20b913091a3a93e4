namespace Recommender.Service.Rules;

/// <summary>Which rules a list contains; a null value does not filter.</summary>
public sealed record RuleFilter
{
    public const int MaxLimit = 500;

    public RuleKind? Kind { get; init; }

    public RuleScope? Scope { get; init; }

    /// <summary>Key of an article that is the scope, the subject or in a lock.</summary>
    public string? Article { get; init; }

    /// <summary>Words in its names, titles or reason, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>Keys of articles: rules that name one of them pass <see cref="Text"/>, too.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>True: only removed ones; false: only those that are not removed.</summary>
    public bool? Removed { get; init; } = false;

    /// <summary>Only rules whose last change is before this revision: the end of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>1 to 500.</summary>
    public int Limit { get; init; } = 100;
}
