using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Related;
using Recommender.Service.Related.Explaining;

namespace Recommender.Service.Commands;

/// <summary><c>related</c>: shows the block of one article, as the API returns it.</summary>
internal sealed class RelatedCommand : SiteCommand
{
    private readonly Argument<string?> _key = new("KEY") { Description = "The article's short key", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _url =
        new("--url") { Description = "The article's address, in any spelling", HelpName = "URL" };
    private readonly Option<string?> _id = new("--id") { Description = "The source's own id of the article", HelpName = "ID" };

    private readonly Option<bool> _explain = new("--explain") { Description = "Explain why each article is in the block" };

    public RelatedCommand() : base("related", "Show the related articles of one article.")
    {
        Declare(_key, _url, _id, SharedOptions.Limit, SharedOptions.Fallback, _explain);
        Validators.Add(result =>
        {
            string?[] ways = [result.GetValue(_key), result.GetValue(_url), result.GetValue(_id)];
            if (ways.Count(value => value is not null) != 1)
            {
                result.AddError("Specify the article with one of KEY, --url and --id.");
            }
        });
    }

    public override IReadOnlyList<string> Examples { get; } =
        [
            "recommender related --url https://example.org/2026/an-article", "recommender related 3k9v0c2m7q1x --limit 10 --json",
            "recommender related 3k9v0c2m7q1x --explain",
        ];

    protected override async Task<int> RunAsync(ParseResult parsed, string site, IServiceProvider services, CancellationToken cancel)
    {
        var snapshot = await ServedSite.LoadAsync(services, site, cancel);
        var options = services.GetRequiredService<SiteBlockOptions>().Of(site);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var request = new BlockRequest
        {
            Article = Find(parsed, VisibleArticles.ToReaders(snapshot.Articles, now)),
            Limit = parsed.GetValue(SharedOptions.Limit) ?? options.DefaultLimit,
            Fallback = parsed.GetValue(SharedOptions.Fallback) || options.FillByDefault,
            Explain = parsed.GetValue(_explain),
        };
        var block = new BlockBuilder(snapshot, request, options, now).Build();
        if (block is { Items.Count: 0, NoBlock: null } && snapshot.Model is null)
        {
            throw ServedSite.NoModel(snapshot);
        }

        var explanations = request.Explain ? await ExplainAsync(services, snapshot, request.Article, block.Items, cancel) : null;
        Write(parsed, RelatedResponse.Of(snapshot, request.Article, block, explanations));
        return CommandLine.Done;
    }

    private static async Task<IReadOnlyList<ItemExplanation>> ExplainAsync(
        IServiceProvider services, SiteSnapshot snapshot, int article, IReadOnlyList<BlockItem> items, CancellationToken cancel)
    {
        try
        {
            return await services.GetRequiredService<BlockExplainer>().ExplainAsync(snapshot, article, items, cancel);
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailedException($"{e.Message}; run: recommender train --site {snapshot.Site}", e);
        }
    }

    private int Find(ParseResult parsed, VisibleArticles articles)
    {
        var (card, what) = (parsed.GetValue(_url), parsed.GetValue(_id), parsed.GetValue(_key)) switch
        {
            ({ } url, _, _) => (articles.FindByUrl(url), $"address {url}"),
            (_, { } id, _) => (articles.FindBySourceId(id), $"id {id}"),
            (_, _, var key) => (articles.FindByKey(key!), $"key {key}"),
        };
        return card >= 0 ? card : throw new CommandFailedException(
            $"the site has no article with the {what}, or readers may not see it: it is withdrawn, or dated in the future");
    }

    private static void Write(ParseResult parsed, RelatedResponse response)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SharedOptions.Json))
        {
            output.WriteLine(JsonSerializer.Serialize(response, RelatedJson.Readable.RelatedResponse));
            return;
        }

        output.WriteLine($"Related to: {response.Article?.Title}");
        if (response.NoBlock)
        {
            output.WriteLine("An editor has switched the block of this page off.");
        }

        foreach (var item in response.Items)
        {
            var score = item.Score?.ToString("0.000", CultureInfo.InvariantCulture)
                ?? (item.Source == BlockSource.Fallback ? "newest" : item.Source.ToString().ToLowerInvariant());
            output.WriteLine($"{score,7}  {item.Published:yyyy-MM-dd}  {item.Title}  {item.Url}");
            foreach (var reason in item.Explanation?.Reasons ?? [])
            {
                output.WriteLine($"         - {reason}");
            }
        }

        foreach (var left in response.LeftOut ?? [])
        {
            output.WriteLine($"left out: {left.Title}: {left.Words}");
        }
    }
}
