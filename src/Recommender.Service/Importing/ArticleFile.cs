using System.Runtime.CompilerServices;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Importing;

/// <summary>Reads articles from files without a store, for `evaluate --articles FILE`.</summary>
public static class ArticleFile
{
    /// <summary>The items of a file in any format that <see cref="ImportRun"/> supports, in order: articles and skipped items.</summary>
    /// <param name="path">File, folder or "-".</param>
    /// <param name="clock">To detect dates in the future.</param>
    /// <exception cref="ImportException">The file does not exist, its format is not recognised, or it is cut off.</exception>
    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        string path, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var processes = new ReadProcesses(Microsoft.Extensions.Options.Options.Create(new ReadingOptions()));
        var reading = new Reading(processes, cancel);
        foreach (var content in LocalSources.Open(path, [], cancel))
        {
            using var document = new SourceDocument(content, new Formats.DocumentFacts());
            await foreach (var batch in ArticleBatches.ReadAsync(document, reading, clock.GetUtcNow(), cancel))
            {
                foreach (var item in batch)
                {
                    yield return item;
                }
            }
        }
    }
}
