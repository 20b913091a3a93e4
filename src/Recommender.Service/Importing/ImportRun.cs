using Recommender.Service.Articles;
using Recommender.Service.Articles.Identity;
using Recommender.Service.Configuration;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Pages;
using Recommender.Service.Web;

namespace Recommender.Service.Importing;

/// <summary>
/// Imports sources into a site's articles: reads them, compares them with the store, and writes what is new or changed, in batches.
/// </summary>
public sealed class ImportRun(
    ArticleStore articles, ArticleIdentity identity, ArticleErasure erasure, ErasedReports reports, ArticleSourceStore brought,
    SiteStore sites, WebSources web, FetchStateStore states, TitlePartStore titleParts, ReadProcesses processes, ImportReportStore kept,
    SiteSettings<SourceOptions> settings, TimeProvider clock)
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
        var session = new ImportSession(
            site, known, options.Patterns, progress, new SharedTitleParts(titleParts, articles, site));
        var looks = new List<SourceLook>();
        foreach (var source in sources)
        {
            var look = new SourceLook(site, source, options, new Reading(processes, cancel));
            look.OnPages = (done, all, left) => progress?.Report(new ImportProgress(look.Name, session.Items, done, all, left));
            looks.Add(look);
            await LookAsync(source, look, session, cancel);
            await session.Titles.LearnAsync(cancel);
            look.Beginnings.Values.ToList().ForEach(look.Counts.Look);
            session.Report.Notes.AddRange(look.Notes.Select(note => SecretUrls.Hide(MessageLine.Of(note))));
            session.Report.Missing.AddRange(look.Missing.Select(note => SecretUrls.Hide(MessageLine.Of(note))));
        }

        session.Notes.Finish(session.Report.Notes);
        if (options.Prune)
        {
            await PruneAsync(session, looks, cancel);
        }

        foreach (var look in looks)
        {
            session.Report.Sources.Add(look.ToReport());
            await kept.SaveAsync(site, look.Identity, session.Report.Sources[^1], cancel);
        }

        return session.Report.Errors.Count == sources.Count && sources.Count > 0 && session.Items == 0
            ? throw new ImportException(string.Join("; ", session.Report.Errors), session.Report.Faults.FirstOrDefault())
            : session.Report;
    }

    private async Task LookAsync(string source, SourceLook look, ImportSession session, CancellationToken cancel)
    {
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
                        session.Fail(look, SourceFailure.Of(document.Content.Name, e));
                    }
                }
            }

            await brought.RecordReadAsync(look.Site, look.Identity, cancel);
            if (!look.IsIncomplete)
            {
                await states.SaveAsync(look.Site, look.States, cancel);
            }
        }
        catch (Exception e) when (SourceFailure.Is(e, cancel))
        {
            session.Fail(look, SourceFailure.Of(source, e));
        }
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
            if (content.FormatOrNull is not (SourceFormat.Sitemap or SourceFormat.AddressList))
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

    private async Task ImportAsync(SourceDocument document, SourceLook look, ImportSession session, CancellationToken cancel)
    {
        if (document.Built is { } built)
        {
            await StoreAsync(built, document, look, session, cancel);
            await ConfirmUnchangedAsync(document, look, session, cancel);
            document.IsWhole = true;
            return;
        }

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
            await foreach (var read in ArticleBatches.ReadAsync(document, look.Reading, clock.GetUtcNow(), cancel))
            {
                var batch = document.Adjust is { } adjust ? await adjust(read, cancel) : read;
                await StoreAsync(batch, document, look, session, cancel);
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

    private async Task StoreAsync(
        IReadOnlyList<ReadItem> read, SourceDocument document, SourceLook look, ImportSession session, CancellationToken cancel)
    {
        var batch = await IdentifyAsync(session.Site, read, cancel);
        var hidden = session.Hide(batch);
        var withdrawn = await EraseAsync(session.Site, hidden, cancel);
        var fresh = document.IsCompletion ? session.Complete(batch, look) : session.Take(document.Content.Name, batch, withdrawn, look);
        fresh = await session.Titles.CutAsync(fresh, batch, cancel);
        document.ItemCount += batch.Count;
        document.Fresh += fresh.Count + hidden.Count;
        if (fresh.Count > 0)
        {
            var saved = await articles.SaveAsync(session.Site, fresh, session.IsListed, cancel);
            session.Count(document.Content.Name, saved, look, document.IsCompletion);
        }

        var seen = batch.Select(item => item.Article?.SourceId).OfType<string>().Where(look.Seen.Contains);
        await brought.ConfirmAsync(session.Site, look.Identity, seen, cancel);
        session.Progress?.Report(new ImportProgress(look.Name, session.Items));
    }

    private async Task ConfirmUnchangedAsync(SourceDocument document, SourceLook look, ImportSession session, CancellationToken cancel)
    {
        if (document.Unchanged.Count > 0)
        {
            var unchanged = await identity.IdsAsync(session.Site, document.Unchanged, cancel);
            session.TakeUnchanged(unchanged, look);
            await brought.ConfirmAsync(session.Site, look.Identity, unchanged, cancel);
        }
    }

    // The ids of the store: a source may have changed its own.
    private async Task<IReadOnlyList<ReadItem>> IdentifyAsync(string site, IReadOnlyList<ReadItem> read, CancellationToken cancel)
    {
        var known = new Queue<Article>(await identity.OfAsync(site, [.. read.Select(item => item.Article).OfType<Article>()], cancel));
        var batch = read.Select(item => item.Article is null ? item : item with { Article = known.Dequeue() }).ToList();
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].HiddenIds is { Count: > 0 } hidden)
            {
                batch[i] = batch[i] with { HiddenIds = [.. hidden.Union(await identity.IdsAsync(site, hidden, cancel))] };
            }
        }

        return batch;
    }

    // Only what was withdrawn now is reported: an erased article that was withdrawn before had already gone.
    private async Task<IReadOnlySet<string>> EraseAsync(string site, IReadOnlyCollection<string> hidden, CancellationToken cancel)
    {
        var erased = await erasure.EraseAsync(site, hidden, cancel);
        await reports.RemoveAsync(site, erased, cancel);
        await kept.RemoveAsync(site, erased, cancel);
        return erased.Where(article => !article.WasWithdrawn).Select(article => article.SourceId).ToHashSet(StringComparer.Ordinal);
    }

    private async Task PruneAsync(ImportSession session, List<SourceLook> looks, CancellationToken cancel)
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

        var withdrawn = await brought.WithdrawMissingAsync(first.Site, first.Identity, seen, since, cancel);
        first.Counts.Withdrawn += withdrawn;
        report.Withdrawn += withdrawn;
    }
}
