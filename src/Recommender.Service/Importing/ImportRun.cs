using Recommender.Service.Articles;
using Recommender.Service.Configuration;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Web;

namespace Recommender.Service.Importing;

/// <summary>
/// Imports sources into a site's articles: reads them, compares them with the store, and writes what is new or changed, in batches.
/// </summary>
public sealed class ImportRun(
    ArticleStore articles, ArticleErasure erasure, ErasedReports reports, ArticleSourceStore brought, SiteStore sites, WebSources web,
    FetchStateStore states, ReadProcesses processes, SiteSettings<SourceOptions> settings, TimeProvider clock)
{
    /// <summary>Imports all sources into one site, which is created if it does not exist.</summary>
    /// <param name="sources">URLs, files, folders, or "-" for standard input; the format is recognised from the content.</param>
    /// <param name="progress">Called after each batch.</param>
    /// <param name="cancel">Stops between two batches; stored batches stay.</param>
    /// <returns>The report. Some of several sources may have failed: see <see cref="ImportReport.Errors"/>.</returns>
    /// <exception cref="ImportException">No source could be read at all.</exception>
    /// <exception cref="ArgumentException">The site's name is invalid.</exception>
    public async Task<ImportReport> RunAsync(
        string site, IReadOnlyList<string> sources, ImportOptions options, IProgress<ImportProgress>? progress = null,
        CancellationToken cancel = default)
    {
        await sites.EnsureAsync(site, cancel);
        var own = settings.Of(site);
        var known = new KnownSite
        {
            Address = KnownSite.AddressOf(options.Address ?? own.Address),
            Types = options.Types.Count > 0 ? options.Types : own.Types,
            Now = clock.GetUtcNow(),
        };
        var session = new Session(site, known, progress);
        var looks = new List<SourceLook>();
        foreach (var source in sources)
        {
            var look = new SourceLook(site, source, options.Full || options.Prune, new Reading(processes, cancel));
            looks.Add(look);
            try
            {
                await foreach (var document in OpenAsync(source, look, cancel))
                {
                    using (document)
                    {
                        try
                        {
                            await ImportAsync(document, look, session, cancel);
                        }
                        catch (Exception e) when (document.IsIndependent && SourceFailure.Is(e, cancel))
                        {
                            look.IsIncomplete = true;
                            session.Report.Fail(SourceFailure.Of(document.Content.Name, e));
                        }
                    }
                }

                await brought.RecordReadAsync(site, look.Identity, cancel);
                if (!look.IsIncomplete)
                {
                    await states.SaveAsync(site, look.States, cancel);
                }
            }
            catch (Exception e) when (SourceFailure.Is(e, cancel))
            {
                look.IsIncomplete = true;
                session.Report.Fail(SourceFailure.Of(source, e));
            }

            session.Report.Notes.AddRange(look.Notes.Select(note => SecretUrls.Hide(MessageLine.Of(note))));
        }

        session.Notes.Finish(session.Report.Notes);
        if (session.Report.Errors.Count == sources.Count && sources.Count > 0 && session.Items == 0)
        {
            throw new ImportException(string.Join("; ", session.Report.Errors), session.Report.Faults.FirstOrDefault());
        }

        if (options.Prune)
        {
            await PruneAsync(session, looks, cancel);
        }

        return session.Report;
    }

    private async IAsyncEnumerable<SourceDocument> OpenAsync(
        string source, SourceLook look, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (WebUrl.Parse(source) is { } url)
        {
            await foreach (var document in web.OpenAsync(url, look, cancel))
            {
                yield return document;
            }

            yield break;
        }

        foreach (var content in LocalSources.Open(source, look.Notes, cancel))
        {
            if (content.FormatOrNull != SourceFormat.Sitemap)
            {
                yield return new SourceDocument(content, new DocumentFacts()) { IsIndependent = true };
                continue;
            }

            await foreach (var page in web.OpenSitemapAsync(content, look, cancel))
            {
                yield return page;
            }
        }
    }

    private async Task ImportAsync(SourceDocument document, SourceLook look, Session session, CancellationToken cancel)
    {
        var name = document.Content.Name;
        document.Site = session.Known;
        if (document.Content.DeclaresEntities)
        {
            look.Notes.Add($"{name}: declares its own XML entities; they are not resolved and stay in the text as written");
        }

        if (document.Content.Format == SourceFormat.Empty)
        {
            look.Notes.Add($"{name}: is empty");
        }

        try
        {
            await foreach (var batch in ArticleBatches.ReadAsync(document, look.Reading, clock.GetUtcNow(), cancel))
            {
                var hidden = session.Hide(batch);
                var withdrawn = await EraseAsync(session.Site, hidden, cancel);
                var fresh = session.Take(name, batch, withdrawn, look);
                document.ItemCount += batch.Count;
                document.Fresh += fresh.Count + hidden.Count;
                if (fresh.Count > 0)
                {
                    session.Count(await articles.SaveAsync(session.Site, fresh, cancel));
                }

                var seen = batch.Select(item => item.Article?.SourceId).OfType<string>().Where(look.Seen.Contains);
                await brought.ConfirmAsync(session.Site, look.Identity, seen, cancel);
                session.Progress?.Report(new ImportProgress(look.Name, session.Items));
            }

            document.IsWhole = true;
        }
        catch (ImportException e)
        {
            // Every message begins with the name of the source.
            throw e.Message.StartsWith(name, StringComparison.Ordinal) ? e : new ImportException($"{name}: {e.Message}", e);
        }
        finally
        {
            look.Notes.AddRange(document.Facts.Notes.Concat(document.Facts.Counted()).Select(note => $"{name}: {note}"));
        }
    }

    // Only what was withdrawn now is reported: an erased article that was withdrawn before had already gone.
    private async Task<IReadOnlySet<string>> EraseAsync(string site, IReadOnlyCollection<string> hidden, CancellationToken cancel)
    {
        var erased = await erasure.EraseAsync(site, hidden, cancel);
        await reports.RemoveAsync(site, erased, cancel);
        return erased.Where(article => !article.WasWithdrawn).Select(article => article.SourceId).ToHashSet(StringComparer.Ordinal);
    }

    private async Task PruneAsync(Session session, List<SourceLook> looks, CancellationToken cancel)
    {
        var report = session.Report;
        if (report.Errors.Count > 0 || looks.Any(look => look.IsIncomplete))
        {
            report.Notes.Add("nothing was withdrawn, because not everything could be read");
            return;
        }

        // The same source may be named twice.
        foreach (var source in looks.GroupBy(look => look.Identity))
        {
            await PruneAsync(report, [.. source], cancel);
        }
    }

    private async Task PruneAsync(ImportReport report, List<SourceLook> looks, CancellationToken cancel)
    {
        var (first, seen) = (looks[0], looks.SelectMany(look => look.Seen).ToHashSet(StringComparer.Ordinal));
        if (seen.Count == 0)
        {
            report.Notes.Add($"nothing was withdrawn of {first.Name}, because it contains no articles");
            return;
        }

        DateTimeOffset? since = looks.All(look => look.IsPartial) ? looks.Min(look => look.Oldest ?? DateTimeOffset.MaxValue) : null;
        if (since is not null)
        {
            report.Notes.Add(
                $"{first.Name}: only articles published since {since:yyyy-MM-dd} can be withdrawn, because it contains no older ones");
        }

        report.Withdrawn += await brought.WithdrawMissingAsync(first.Site, first.Identity, seen, since, cancel);
    }

    /// <summary>The state of one run.</summary>
    private sealed class Session(string site, KnownSite known, IProgress<ImportProgress>? progress)
    {
        private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public string Site => site;

        public KnownSite Known => known;

        public IProgress<ImportProgress>? Progress => progress;

        public ImportReport Report { get; } = new();

        public ItemNotes Notes { get; } = new();

        public int Items { get; private set; }

        /// <summary>Records the items of a batch that are not public.</summary>
        /// <returns>The ids that this run has not found before among such items.</returns>
        public List<string> Hide(IReadOnlyList<ReadItem> batch) => [.. batch.SelectMany(item => item.HiddenIds).Where(_hidden.Add)];

        /// <summary>Records a batch.</summary>
        /// <returns>The articles that this run has not read before.</returns>
        public List<Article> Take(string source, IReadOnlyList<ReadItem> batch, IReadOnlySet<string> withdrawn, SourceLook look)
        {
            Items += batch.Count;
            Report.Withdrawn += withdrawn.Count;
            var fresh = new List<Article>(batch.Count);
            foreach (var item in batch)
            {
                var id = item.Article?.SourceId ?? item.Id ?? (item.HiddenIds.Count > 0 ? item.HiddenIds[0] : null);
                if (item.Article is not null && !_hidden.Contains(id!))
                {
                    look.Seen.Add(id!);
                    look.Oldest = item.Article.Published is { } date && !(look.Oldest <= date) ? date : look.Oldest;
                }

                if (ReasonToSkip(item, id) is { } reason)
                {
                    reason += item.HiddenIds.Any(withdrawn.Contains) ? "; its article was withdrawn and erased" : "";
                    Report.Skip(new SkippedItem(source, item.Number, id is null ? null : SecretUrls.Hide(id), reason));
                    look.IsIncomplete |= item.Unreadable;
                    continue;
                }

                var article = item.Article!;
                fresh.Add(article);
                foreach (var note in item.Notes)
                {
                    Notes.Add(source, item.Number, item.Id, note, Report.Notes);
                }
            }

            return fresh;
        }

        private string? ReasonToSkip(ReadItem item, string? id) =>
            item.SkipReason
            // Independent of the order of sources: an article hidden by one of them is not shown.
            ?? (_hidden.Contains(id!) ? "is not public, as another item of this import says"
            // The first source counts; otherwise two differing sources would change the article at every import.
            : _seen.Add(id!) ? null : "was read before in this import");

        public void Count(IReadOnlyList<SaveOutcome> outcomes)
        {
            foreach (var outcome in outcomes)
            {
                Report.New += outcome == SaveOutcome.New ? 1 : 0;
                Report.Changed += outcome == SaveOutcome.Changed ? 1 : 0;
                Report.Unchanged += outcome == SaveOutcome.Unchanged ? 1 : 0;
            }
        }
    }
}
