using Recommender.Service.Articles;
using Recommender.Service.Importing.Crawling;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Pages;
using Recommender.Service.Web;

namespace Recommender.Service.Importing;

/// <summary>The state of one run over all its sources.</summary>
/// <param name="site">The site.</param>
/// <param name="known">What is known of it before its sources are read.</param>
/// <param name="patterns">Addresses to leave out.</param>
/// <param name="progress">Called after each batch; or null.</param>
/// <param name="titles">Cuts off what the titles of a site's pages share.</param>
internal sealed class ImportSession(
    string site, KnownSite known, PagePatterns patterns, IProgress<ImportProgress>? progress, SharedTitleParts titles)
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public string Site => site;

    public KnownSite Known => known;

    public IProgress<ImportProgress>? Progress => progress;

    public SharedTitleParts Titles => titles;

    public ImportReport Report { get; } = new();

    public ItemNotes Notes { get; } = new();

    public int Items { get; private set; }

    /// <summary>Records a source, or a part of it, that could not be read.</summary>
    public void Fail(SourceLook look, ImportException failure)
    {
        look.IsIncomplete = true;
        look.Failures.Add(failure.Message);
        Report.Fail(failure);
    }

    /// <summary>Records the items of a batch that are not public.</summary>
    /// <returns>The ids that this run has not found before among such items.</returns>
    public List<string> Hide(IReadOnlyList<ReadItem> batch) => [.. batch.SelectMany(item => item.HiddenIds).Where(_hidden.Add)];

    /// <summary>Records a batch.</summary>
    /// <returns>The articles that this run has not read before.</returns>
    public List<Article> Take(string source, IReadOnlyList<ReadItem> batch, IReadOnlySet<string> withdrawn, SourceLook look)
    {
        Items += batch.Count;
        Report.Withdrawn += withdrawn.Count;
        (look.Counts.Read, look.Counts.Withdrawn) = (look.Counts.Read + batch.Count, look.Counts.Withdrawn + withdrawn.Count);
        var fresh = new List<Article>(batch.Count);
        foreach (var item in batch)
        {
            var id = item.Article?.SourceId ?? item.Id ?? (item.HiddenIds.Count > 0 ? item.HiddenIds[0] : null);
            var isExcluded = item.Article is { } read && patterns.Says(WebUrl.Parse(read.Url)) == false;
            if (item.Article is not null && !isExcluded && !_hidden.Contains(id!))
            {
                look.Seen.Add(id!);
                look.Oldest = item.Article.Published is { } date && !(look.Oldest <= date) ? date : look.Oldest;
            }

            if ((isExcluded ? SiteCrawl.Excluded : ReasonToSkip(item, id)) is { } reason)
            {
                look.Counts.LeftOut.Add(reason, item.Article?.Url ?? id ?? $"{source} item {item.Number}");
                reason += item.HiddenIds.Any(withdrawn.Contains) ? "; its article was withdrawn and erased" : "";
                var shown = id is null ? null : SecretUrls.Hide(id);
                Report.Skip(new SkippedItem(item.Traits is not null ? shown ?? source : source, item.Number, shown, reason));
                look.IsIncomplete |= item.Unreadable;
                continue;
            }

            fresh.Add(item.Article!);
            _keys.Add(item.Article!.Key);
            if (!look.Beginnings.ContainsKey(id!))
            {
                look.Counts.Look(item.Article!);
            }

            // What is missing on the pages of a site is counted, not listed page by page.
            foreach (var note in item.Notes.Where(note => item.Traits is null || note != ArticleBuilder.NoDate))
            {
                Notes.Add(item.Traits is null ? source : item.Article!.Url ?? source, item.Number, item.Id, note, Report.Notes);
            }
        }

        return fresh;
    }

    /// <summary>Records articles that the source still has as they are stored.</summary>
    public void TakeUnchanged(IReadOnlyList<string> ids, SourceLook look)
    {
        look.Seen.UnionWith(ids);
        var fresh = ids.Count(_seen.Add);
        Items += fresh;
        look.Counts.Read += fresh;
        look.Counts.Unchanged += fresh;
        Report.Unchanged += fresh;
    }

    /// <summary>Records articles that were counted before and are now whole.</summary>
    /// <returns>Those of them that may be shown.</returns>
    public List<Article> Complete(IReadOnlyList<ReadItem> batch, SourceLook look)
    {
        var fresh = batch.Select(item => item.Article).OfType<Article>()
            .Where(article => !_hidden.Contains(article.SourceId) && patterns.Says(WebUrl.Parse(article.Url)) != false).ToList();
        foreach (var article in fresh)
        {
            look.Beginnings.Remove(article.SourceId);
            look.Counts.Look(article);
        }

        return fresh;
    }

    /// <summary>Whether this run has found the article of a key.</summary>
    public bool IsListed(string key) => _keys.Contains(key);

    /// <param name="wereCounted">The articles were counted before, unless they have changed since.</param>
    public void Count(string source, SavedBatch saved, SourceLook look, bool wereCounted)
    {
        var outcomes = saved.Outcomes;
        Report.Withdrawn += saved.Displaced.Count;
        look.Counts.Withdrawn += saved.Displaced.Count;
        Report.Notes.AddRange(saved.Displaced.Select(
            title => MessageLine.Of($"{source}: withdrew '{title}': another article has its address now")));
        if (wereCounted)
        {
            return;
        }

        var (added, changed) = (outcomes.Count(outcome => outcome == SaveOutcome.New),
            outcomes.Count(outcome => outcome == SaveOutcome.Changed));
        Report.New += added;
        Report.Changed += changed;
        Report.Unchanged += outcomes.Count - added - changed;
        look.Counts.New += added;
        look.Counts.Changed += changed;
        look.Counts.Unchanged += outcomes.Count - added - changed;
    }

    private string? ReasonToSkip(ReadItem item, string? id) =>
        item.SkipReason
        // Independent of the order of sources: an article hidden by one of them is not shown.
        ?? (_hidden.Contains(id!) ? "is not public, as another item of this import says"
        // The first source counts; otherwise two differing sources would change the article at every import.
        : _seen.Add(id!) ? null : "was read before in this import");
}
