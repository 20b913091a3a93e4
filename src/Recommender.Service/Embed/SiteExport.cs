using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery.Served;
using Recommender.Service.Related;

namespace Recommender.Service.Embed;

/// <summary>
/// Writes each article's block into a folder, as JSON and as HTML, for static sites: <c>KEY.json</c>, <c>KEY.html</c> (empty if there is
/// nothing to show) and <c>index.json</c>, which maps addresses to keys. The blocks are recorded, so that what pages report of them counts.
/// </summary>
internal sealed class SiteExport(SiteBlockOptions blocks, BlockHtml html, ServedBlocks served, ServedPages pages, TimeProvider clock)
{
    private const string Index = "index.json";
    private const int SavedTogether = 1000;

    /// <summary>Unchanged files are not rewritten, files of removed articles are deleted, and other files are left alone.</summary>
    /// <param name="snapshot">The snapshot to export.</param>
    /// <param name="folder">Created if missing.</param>
    /// <param name="limit">Number of articles in a block; null for the configured number.</param>
    /// <param name="fallback">True to fill blocks with the newest articles.</param>
    /// <param name="cancel">Stops the export; every file is complete, in its old or new version.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public async Task<ExportReport> WriteAsync(SiteSnapshot snapshot, string folder, int? limit, bool fallback, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var (options, now) = (blocks.Of(snapshot.Site), clock.GetUtcNow());
        var (written, unchanged) = (0, 0);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var visible = VisibleArticles.ToReaders(snapshot.Articles, now);
        for (var card = 0; card < snapshot.Articles.Count; card++)
        {
            cancel.ThrowIfCancellationRequested();
            var article = snapshot.Articles[card];
            if (visible.FindByKey(article.Key) < 0)
            {
                continue;
            }

            var request = BlockRequest.Of(card, options);
            request = request with { Limit = limit ?? request.Limit, Fallback = fallback || request.Fallback };
            var block = new BlockBuilder(snapshot, request, options, now).Build();
            served.Note(snapshot, request, block, isExported: true);
            if (card % SavedTogether == 0)
            {
                await pages.SaveAsync(cancel);
            }

            await PutAsync($"{article.Key}.json", ItemFields.All.Write(RelatedResponse.Of(snapshot, card, block)));
            await PutAsync($"{article.Key}.html", (await html.DrawAsync(snapshot, card, block)).Plain.Body);
            // Several articles may share a page address: look-ups find the newest, so the index names it too.
            if (article.Url is { } url)
            {
                keys[url] = visible.FindByUrl(url) is >= 0 and var newest ? visible[newest].Key : article.Key;
            }
        }

        await pages.SaveAsync(cancel);
        await PutAsync(Index, JsonSerializer.SerializeToUtf8Bytes(keys));
        return new ExportReport(written, unchanged, Clean(folder, kept));

        async Task PutAsync(string name, byte[] content)
        {
            kept.Add(name);
            var changed = await WriteAsync(Path.Combine(folder, name), content, cancel);
            (written, unchanged) = changed ? (written + 1, unchanged) : (written, unchanged + 1);
        }
    }

    private static async Task<bool> WriteAsync(string file, byte[] content, CancellationToken cancel)
    {
        if (File.Exists(file) && new FileInfo(file).Length == content.Length
            && (await File.ReadAllBytesAsync(file, cancel)).AsSpan().SequenceEqual(content))
        {
            return false;
        }

        // Written aside and renamed, so that a concurrent copy of the folder never sees half a file.
        var aside = file + ".new";
        await File.WriteAllBytesAsync(aside, content, cancel);
        File.Move(aside, file, overwrite: true);
        return true;
    }

    private static int Clean(string folder, HashSet<string> kept)
    {
        var gone = new DirectoryInfo(folder).EnumerateFiles()
            .Where(file => file.Extension is ".json" or ".html"
                && ArticleKey.IsKey(Path.GetFileNameWithoutExtension(file.Name)) && !kept.Contains(file.Name))
            .ToList();
        gone.ForEach(file => file.Delete());
        return gone.Count;
    }
}
