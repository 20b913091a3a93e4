using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Search;

/// <summary>Finds the article that a typed key, source id or address names.</summary>
internal static class NamedArticle
{
    private const int MostHosts = 20;

    /// <returns>The card; -1 if the text names no article.</returns>
    public static int Find(ArticleIndex articles, string typed)
    {
        var name = typed.Trim();
        if (name.Length is 0 or > WebUrl.Longest || name.Contains('\0', StringComparison.Ordinal))
        {
            return -1;
        }

        return articles.FindByKey(name.ToLowerInvariant()) is >= 0 and var byKey ? byKey
            : articles.FindBySourceId(name) is >= 0 and var byId ? byId
            : name.AsSpan().ContainsAny(' ', '\t', '\n') ? -1
            : FindAddress(articles, name);
    }

    private static int FindAddress(ArticleIndex articles, string name)
    {
        if (Uri.TryCreate(name, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return articles.FindByUrl(name) is >= 0 and var found ? found : OfDesk(articles, address.AbsolutePath);
        }

        if (name.StartsWith(DeskLinks.Root + "/", StringComparison.Ordinal) && OfDesk(articles, name) is >= 0 and var atDesk)
        {
            return atDesk;
        }

        if (name[0] == '/')
        {
            return HostsOf(articles).Select(host => articles.FindByUrl($"https://{host}{name}")).FirstOrDefault(card => card >= 0, -1);
        }

        var host = name.Split('/', 2)[0];
        return host != name && host.Contains('.', StringComparison.Ordinal) ? articles.FindByUrl($"https://{name}") : -1;
    }

    // The page of an article, here or at the demonstration site: its key follows the word "articles" or "article".
    private static int OfDesk(ArticleIndex articles, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(parts, part => part is "articles" or "article");
        return parts is ["desk" or "site", ..] && at >= 0 && at + 1 < parts.Length ? articles.FindByKey(parts[at + 1]) : -1;
    }

    private static IEnumerable<string> HostsOf(ArticleIndex articles)
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var card in articles.Newest)
        {
            if (articles[card].UrlKey is { } key && hosts.Add(key.Split('/', 2)[0]) && hosts.Count == MostHosts)
            {
                break;
            }
        }

        return hosts;
    }
}
