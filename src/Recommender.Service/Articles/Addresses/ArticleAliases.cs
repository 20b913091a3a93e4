namespace Recommender.Service.Articles.Addresses;

/// <summary>Former addresses and further ids of articles.</summary>
/// <param name="Addresses">Addresses as in <see cref="UrlKey"/>, each with the key of the article that had it last.</param>
/// <param name="Ids">Ids under which sources have an article, beside its own.</param>
public sealed record ArticleAliases(IReadOnlyDictionary<string, string> Addresses, IReadOnlyDictionary<string, string> Ids)
{
    public static ArticleAliases None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    public bool IsEmpty => Addresses.Count == 0 && Ids.Count == 0;

    /// <summary>With those of a later revision, which win.</summary>
    public ArticleAliases With(ArticleAliases later)
    {
        if (later.IsEmpty)
        {
            return this;
        }

        return IsEmpty ? later : new ArticleAliases(Merged(Addresses, later.Addresses), Merged(Ids, later.Ids));
    }

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> later)
    {
        var merged = new Dictionary<string, string>(one, StringComparer.Ordinal);
        foreach (var (name, key) in later)
        {
            merged[name] = key;
        }

        return merged;
    }
}
