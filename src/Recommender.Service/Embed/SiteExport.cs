using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Related;

namespace Recommender.Service.Embed;

/// <summary>
/// Writes each article's block into a folder, as JSON and as HTML, for sites that are served from files: <c>KEY.json</c>, <c>KEY.html</c>
/// (empty where there is nothing to show) and <c>index.json</c>, which tells the key of each address.
/// </summary>
public sealed class SiteExport(SiteBlockOptions blocks, BlockHtml html, TimeProvider clock)
{
    private const string Index = "index.json";

    /// <summary>Files whose content is what it was stay untouched; files of articles that are gone are deleted; what is not ours is left alone.</summary>
    /// <param name="snapshot">The site.</param>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="limit">Articles in a block; null: as configured.</param>
    /// <param name="fallback">Whether to fill up with the newest.</param>
    /// <param name="cancel">Stops it; each file is whole, the old one or the new one.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
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

            var request = new BlockRequest { Article = card, Limit = limit ?? options.DefaultLimit, Fallback = fallback };
            var block = new BlockBuilder(snapshot, request, options, now).Build();
            await PutAsync($"{article.Key}.json", ItemFields.All.Write(RelatedResponse.Of(snapshot, card, block)));
            await PutAsync($"{article.Key}.html", (await html.DrawAsync(snapshot, card, block)).Plain.Body);
            // Several articles may share a page: look-ups find the newest, and so does the index.
            if (article.Url is { } url)
            {
                keys[url] = visible.FindByUrl(url) is >= 0 and var newest ? visible[newest].Key : article.Key;
            }
        }

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
        if (File.Exists(file) && new FileInfo(file).Length == content.Length && (await File.ReadAllBytesAsync(file, cancel)).AsSpan().SequenceEqual(content))
        {
            return false;
        }

        // Aside and renamed: who copies the folder meanwhile gets no half of a file.
        var aside = file + ".new";
        await File.WriteAllBytesAsync(aside, content, cancel);
        File.Move(aside, file, overwrite: true);
        return true;
    }

    private static int Clean(string folder, HashSet<string> kept)
    {
        var gone = new DirectoryInfo(folder).EnumerateFiles()
            .Where(file => file.Extension is ".json" or ".html" && ArticleKey.IsKey(Path.GetFileNameWithoutExtension(file.Name)) && !kept.Contains(file.Name))
            .ToList();
        gone.ForEach(file => file.Delete());
        return gone.Count;
    }
}
