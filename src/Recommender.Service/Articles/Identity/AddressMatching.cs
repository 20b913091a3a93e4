using Recommender.Service.Articles.Addresses;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles.Identity;

/// <summary>Finds the articles of items whose id is unknown, or is that of another article by now, by their addresses.</summary>
internal sealed class AddressMatching(KnownArticleQuery known, AddressMoves moves, IdentifiedBatch batch)
{
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);

    public async Task RunAsync()
    {
        var addresses = batch.Open.Select(item => batch.Address(item)!).ToList();
        var paths = addresses.Select(PathOf).Where(path => path.Contains('/', StringComparison.Ordinal)).Distinct().ToList();
        var byAddress = await known.ByAddressAsync([.. addresses.Concat(paths).Concat(addresses.SelectMany(moves.Before)).Distinct()]);
        var byPath = await known.ByPathAsync(paths);
        ILookup<string, KnownArticle>? moved = null;
        foreach (var item in batch.Open)
        {
            var address = batch.Address(item)!;
            var found = await AtAsync(item, byAddress[address])
                ?? await VariantAsync(item, byPath[PathOf(address)].Concat(byAddress[PathOf(address)]))
                ?? await FormerAsync(item, moves.Before(address).SelectMany(before => byAddress[before]));
            if (found is null && !moves.IsEmpty && batch.ById(item) is null)
            {
                moved ??= await known.MovedAsync(moves, AddressMoves.Split(address).Host);
                found = await FormerAsync(item, moved[address]);
            }

            Settle(item, found);
        }
    }

    private void Settle(int item, KnownArticle? found)
    {
        var address = batch.Address(item)!;
        if (found is not null)
        {
            batch.Is(item, found);
        }
        else if (batch.ById(item) is { } own)
        {
            // The id of one article now names another (ids that count places): what had it is still there.
            if (batch.IsElsewhere(item, own))
            {
                batch.IsNew(item);
            }
            else
            {
                batch.Is(item, own);
            }
        }
        else if (_first.TryGetValue(address, out var before) && IsSame(item, before))
        {
            batch.IsSame(item, before);
        }
        else
        {
            _first.TryAdd(address, item);
        }
    }

    private bool IsSame(int item, int before) =>
        SameStory.HasTitle(batch.Read[item].Title, batch.Read[before].Title)
        || SameStory.HasText(batch.Read[item].Text, batch.Read[before].Text);

    // The same address: the same article, if it still says the same, or is of the same moment and no other item is that article.
    private async Task<KnownArticle?> AtAsync(int item, IEnumerable<KnownArticle> articles)
    {
        var article = batch.Read[item];
        var candidates = articles.OrderBy(found => found.Withdrawn is not null)
            .ThenByDescending(found => found.Published, StringComparer.Ordinal).Take(50).ToList();
        foreach (var candidate in candidates)
        {
            if (SameStory.HasTitle(candidate.Title, article.Title))
            {
                return candidate;
            }
        }

        foreach (var candidate in candidates.Take(5))
        {
            if (SameStory.HasText(await known.TextAsync(candidate.Key), article.Text))
            {
                return candidate;
            }
        }

        return candidates is [var only] && only.Withdrawn is null && IsOfMoment(only, article)
            && !batch.HasId(only) ? only : null;
    }

    // The same path with other parameters: two of title, moment and text must be the same, and no parameter may choose the article.
    private async Task<KnownArticle?> VariantAsync(int item, IEnumerable<KnownArticle> articles)
    {
        var address = LooseAddress.Of(batch.Address(item)!, PageParameters.None);
        foreach (var candidate in articles.Take(50))
        {
            if (candidate.UrlKey is { } other && LooseAddress.Of(other, PageParameters.None) == address
                && await SharesAsync(item, candidate, 2))
            {
                return candidate;
            }
        }

        return null;
    }

    // Addresses that the site's settings name: the slug is in both.
    private async Task<KnownArticle?> FormerAsync(int item, IEnumerable<KnownArticle> articles)
    {
        foreach (var candidate in articles.DistinctBy(article => article.Key).Take(50))
        {
            if (await SharesAsync(item, candidate, 1))
            {
                return candidate;
            }
        }

        return null;
    }

    // Whether so many of title, moment and text are the same.
    private async Task<bool> SharesAsync(int item, KnownArticle candidate, int needed)
    {
        var article = batch.Read[item];
        var shared = (SameStory.HasTitle(candidate.Title, article.Title) ? 1 : 0)
            + (IsOfMoment(candidate, article) ? 1 : 0);
        return shared >= needed
            || (shared + 1 >= needed && SameStory.HasText(await known.TextAsync(candidate.Key), article.Text));
    }

    private static bool IsOfMoment(KnownArticle known, Article article) =>
        article.Published is { } published && known.Published == StoredTypes.ToText(published);

    private static string PathOf(string address) => address.Split('?', 2)[0];
}
