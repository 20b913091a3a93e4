namespace Recommender.Service.Related.Serving;

/// <summary>
/// Sends what is held, knowing it by its path: before routing and all that stands behind it, which cost more than the answer. What is written
/// otherwise, or is not held, goes on to its endpoint.
/// </summary>
internal sealed class HeldAnswersMiddleware(RequestDelegate next, SiteSnapshots snapshots, BlockAnswers answers, AnswerCounts counts)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (AskedBlock.Of(context.Request, snapshots) is not { } asked || answers.Find(asked.Snapshot, asked.Kind, asked.Query) is not { } answer)
        {
            return next(context);
        }

        // The status stands when the call returns, whether the bytes are sent by then or not.
        var written = AnswerWriter.WriteAsync(context, answer);
        counts.CountHeld(asked.Snapshot.Site, answer, context.Response.StatusCode);
        return written;
    }
}

/// <summary>The block that a request asks for, as far as its path tells.</summary>
internal readonly record struct AskedBlock(SiteSnapshot Snapshot, string Kind, string Query)
{
    private const string Sites = "/v1/";

    /// <returns>Null for what is no request for a block.</returns>
    public static AskedBlock? Of(HttpRequest request, SiteSnapshots snapshots) =>
        request.Path.Value is { } path && path.StartsWith(Sites, StringComparison.Ordinal) && path.IndexOf('/', Sites.Length) is > 0 and var end
        && KindOf(path.AsSpan(end)) is { } kind && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && snapshots.Find(path[Sites.Length..end]) is { } snapshot
            ? new AskedBlock(snapshot, kind, request.QueryString.Value ?? "")
            : null;

    private static string? KindOf(ReadOnlySpan<char> below) => below switch
    {
        "/" + BlockKinds.Related => BlockKinds.Related,
        "/" + BlockKinds.Block => BlockKinds.Block,
        _ => null,
    };
}

/// <summary>The forms of a block, as they stand in paths.</summary>
internal static class BlockKinds
{
    /// <summary>JSON.</summary>
    public const string Related = "related";

    /// <summary>HTML.</summary>
    public const string Block = "block";
}
