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

    [Description("Version of the model that ranked; none if there was none, or its files are gone.")]
    public string? Model { get; init; }

    [Description("The block as the site shows it.")]
    public required IReadOnlyList<RelatedItem> Items { get; init; }

    [Description("What the model alone would show, at most 50 articles.")]
    public required IReadOnlyList<RelatedItem> Unedited { get; init; }

    [Description("The rules in whose scope the block is, in force or not.")]
    public required IReadOnlyList<RuleResponse> Rules { get; init; }

    [Description("The requested moment; none for now.")]
    public DateTimeOffset? At { get; init; }

    [Description("Of a past moment: what the block was made of, and what is no longer known.")]
    public IReadOnlyList<string>? Notes { get; init; }

    /// <param name="snapshot">The site.</param>
    /// <param name="request">The request for the block.</param>
    /// <param name="block">The block built for it.</param>
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
    /// The tag of what is shown, and after a point the rule revision at which it was built. The first part decides whether a tag is
    /// current; the second finds who changed what since.
    /// </summary>
    internal string Tag(long revision) => $"{Fingerprint()}.{revision.ToString(CultureInfo.InvariantCulture)}";

    internal bool IsTag(string tag) => tag.Split('.')[0] == Fingerprint();

    /// <returns>The rule revision of a tag; null if it has none.</returns>
    internal static long? RevisionOf(string? tag) =>
        tag?.Split('.') is [_, var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision : null;

    private string Fingerprint() =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, ApiJson.Options)).AsSpan(0, 12));
}
