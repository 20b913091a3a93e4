using System.Globalization;

namespace Recommender.Service.Desk.Search;

/// <summary>What is searched for; a null filter does not filter.</summary>
public sealed record ArticleQuery
{
    public const int MaxLimit = 100;

    /// <summary>Words, an address or a key, as typed; blank: every article, newest first.</summary>
    public string Typed { get; init; } = "";

    /// <summary>A section, in any case.</summary>
    public string? Section { get; init; }

    /// <summary>A tag, in any case.</summary>
    public string? Tag { get; init; }

    /// <summary>An author, in any case.</summary>
    public string? Author { get; init; }

    /// <summary>The first day of publication, in the site's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of publication, in the site's time zone.</summary>
    public DateOnly? To { get; init; }

    /// <summary>True: only articles with rules: for their own block, or about them.</summary>
    public bool WithRules { get; init; }

    /// <summary>True: only articles that are in no block.</summary>
    public bool InNoBlock { get; init; }

    /// <summary>True: words of texts do not count.</summary>
    public bool HeadsOnly { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Articles of a page, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Whether anything limits the result.</summary>
    public bool HasFilter => Section is not null || Tag is not null || Author is not null || From is not null || To is not null || WithRules
        || InNoBlock;

    /// <summary>A day as date fields send it (2026-12-31); null if it is none.</summary>
    internal static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
