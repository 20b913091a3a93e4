using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Budgets;

/// <summary>What a reading process is to read: for <see cref="ReadKind.Text"/> the HTML in the body, else a file.</summary>
internal sealed record ReadRequest : ReadMessage
{
    public required ReadKind Kind { get; init; }

    /// <summary>For <see cref="ReadKind.Text"/>: the base of relative links.</summary>
    public Uri? Base { get; init; }

    /// <summary>For all other kinds: the file, and as in <see cref="SourceContent"/>.</summary>
    public string? File { get; init; }

    public string? Name { get; init; }

    public Uri? Url { get; init; }

    public string? Charset { get; init; }

    /// <summary>For <see cref="ReadKind.Feed"/>: what is known of the feed so far.</summary>
    public DocumentFacts? Facts { get; init; }

    /// <summary>The time after which nobody waits for the answer.</summary>
    public TimeSpan Limit { get; init; }

    public static ReadRequest Of(ReadKind kind, SourceContent content) => new()
    {
        Kind = kind, File = Path.GetFullPath(content.File), Name = content.Name, Url = content.Url, Charset = content.Charset,
    };
}
