using System.Runtime.CompilerServices;

namespace Recommender.Service.Importing;

/// <summary>Reads articles from files without any store, as `evaluate --articles FILE` needs them.</summary>
public static class ArticleFile
{
    /// <summary>The items of a file in any format of <see cref="ImportRun"/>, in its order: articles and skipped ones.</summary>
    /// <param name="path">File, folder or "-".</param>
    /// <param name="clock">For finding dates in the future.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="ImportException">There is no such file, the format is not recognised, or the file breaks off.</exception>
    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        string path, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var content in LocalSources.Open(path, []))
        {
            using var document = new SourceDocument(content, new Formats.DocumentFacts());
            await foreach (var batch in ArticleBatches.ReadAsync(document.Items(), clock.GetUtcNow(), cancel))
            {
                foreach (var item in batch)
                {
                    yield return item;
                }
            }
        }
    }
}
