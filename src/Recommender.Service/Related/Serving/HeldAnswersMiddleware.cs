namespace Recommender.Service.Related.Serving;

/// <summary>
/// Sends what is held, knowing it by its path: before routing and all that stands behind it, which cost more than the answer. What is written
/// otherwise, or is not held, goes on to its endpoint.
/// </summary>
internal sealed class HeldAnswersMiddleware(RequestDelegate next, SiteSnapshots snapshots, BlockAnswers answers)
{
    private const string Sites = "/v1/";

    public Task InvokeAsync(HttpContext context)
    {
        var (request, path) = (context.Request, context.Request.Path.Value);
        if (path is not null && path.StartsWith(Sites, StringComparison.Ordinal) && path.IndexOf('/', Sites.Length) is > 0 and var end
            && KindOf(path.AsSpan(end)) is { } kind && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && snapshots.Find(path[Sites.Length..end]) is { } snapshot
            && answers.Find(snapshot, kind, request.QueryString.Value ?? "") is { } answer)
        {
            return AnswerWriter.WriteAsync(context, answer);
        }

        return next(context);
    }

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
