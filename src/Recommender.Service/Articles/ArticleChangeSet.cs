namespace Recommender.Service.Articles;

/// <summary>The changes that a batch of articles makes to the store.</summary>
/// <param name="known">The stored articles among them, by key.</param>
internal sealed class ArticleChangeSet(IReadOnlyDictionary<string, StoredArticle> known)
{
    private readonly List<SaveOutcome> _outcomes = [];
    private readonly Dictionary<string, (string Hash, Article Article, StoredArticle? Before)> _changed = new(StringComparer.Ordinal);

    public IReadOnlyList<SaveOutcome> Outcomes => _outcomes;

    /// <summary>What is to be written, by key: of two with the same key the later one.</summary>
    public IReadOnlyDictionary<string, (string Hash, Article Article, StoredArticle? Before)> Changed => _changed;

    public void Add(string key, string hash, Article article)
    {
        var before = known.GetValueOrDefault(key);
        // A withdrawn one is written again, whatever its content.
        var isSame = _changed.TryGetValue(key, out var earlier) ? earlier.Hash == hash
            : before is not null && before.Withdrawn is null && before.ContentHash == hash;
        if (before?.Pushed is not null || isSame)
        {
            _outcomes.Add(SaveOutcome.Unchanged);
            return;
        }

        // Both of two with the same key are compared with the state before the batch.
        _outcomes.Add(before is null && earlier.Article is null ? SaveOutcome.New : SaveOutcome.Changed);
        _changed[key] = (hash, article, before);
    }

    /// <summary>The addresses at which an article appears that was not there, with its key; not those of several.</summary>
    public IReadOnlyDictionary<string, string> Taken()
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var several = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, (_, article, before)) in _changed)
        {
            if (UrlKey.Of(article.Url) is { } address && (before is null || before.Withdrawn is not null || before.UrlKey != address)
                && !taken.TryAdd(address, key))
            {
                several.Add(address);
            }
        }

        return taken.Where(entry => !several.Contains(entry.Key)).ToDictionary(StringComparer.Ordinal);
    }
}
