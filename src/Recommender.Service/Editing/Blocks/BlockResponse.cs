using System.Buffers.Text;
using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Related;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Blocks;

/// <summary>An article's block as editors see it.</summary>
public sealed record BlockResponse
{
    [Description("The page's article.")]
    public required PageArticle Article { get; init; }

    [Description("Version of the model that ranked; none where there was none, or it is gone.")]
    public string? Model { get; init; }

    [Description("The block as the site shows it.")]
    public required IReadOnlyList<RelatedItem> Items { get; init; }

    [Description("What the model alone would show, 50 at most.")]
    public required IReadOnlyList<RelatedItem> Unedited { get; init; }

    [Description("The rules in whose scope the block is, whether they hold now or not.")]
    public required IReadOnlyList<RuleResponse> Rules { get; init; }

    [Description("The moment that was asked for; none for now.")]
    public DateTimeOffset? At { get; init; }

    [Description("Of a moment that has passed: what the block was made of, and what cannot be known any more.")]
    public IReadOnlyList<string>? Notes { get; init; }

    /// <param name="snapshot">The site.</param>
    /// <param name="request">Which block.</param>
    /// <param name="block">The block that was built for it.</param>
    /// <param name="options">The site's settings.</param>
    /// <param name="now">The time at which it was built.</param>
    internal static BlockResponse Of(SiteSnapshot snapshot, BlockRequest request, Block block, BlockOptions options, DateTimeOffset now)
    {
        var page = snapshot.Articles[request.Article];
        var unedited = new BlockBuilder(
            snapshot.WithRules(SiteRules.None), request with { Limit = BlockOptions.MaxLimit, Fallback = false }, options, now).Build();
        return new BlockResponse
        {
            Article = PageArticle.Of(page), Model = snapshot.Model?.Version,
            Items = RelatedResponse.Of(snapshot, request.Article, block).Items,
            Unedited = RelatedResponse.Of(snapshot, request.Article, unedited).Items,
            Rules = [.. snapshot.Rules.Rules.Where(rule => rule.Covers(page)).Select(rule => RuleResponse.Of(rule, snapshot.Articles))],
        };
    }

    /// <summary>
    /// The tag of what is shown, and behind a point the rule revision that it was built at. The latter tells who changed what since; whether
    /// a tag is current follows from the former alone.
    /// </summary>
    internal string Tag(long revision) => $"{Fingerprint()}.{revision.ToString(CultureInfo.InvariantCulture)}";

    internal bool IsTag(string tag) => tag.Split('.')[0] == Fingerprint();

    /// <returns>The rule revision of a tag; null where it has none.</returns>
    internal static long? RevisionOf(string? tag) =>
        tag?.Split('.') is [_, var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    private string Fingerprint() => Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, ApiJson.Options)).AsSpan(0, 12));
}
