using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery;

/// <summary>The block requested by a path.</summary>
internal readonly record struct AskedBlock(SiteSnapshot Snapshot, string Kind, string Query)
{
    private const string Sites = "/v1/";

    /// <returns>Null if the request is not for a block.</returns>
    public static AskedBlock? Of(HttpRequest request, SiteSnapshots snapshots) =>
        request.Path.Value is { } path && path.StartsWith(Sites, StringComparison.Ordinal)
            && path.IndexOf('/', Sites.Length) is > 0 and var end
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
