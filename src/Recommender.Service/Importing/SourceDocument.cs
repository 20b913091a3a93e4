using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing;

/// <summary>One of the documents of a source: a file, a page of a feed or a web page.</summary>
/// <param name="content">Its bytes.</param>
/// <param name="facts">Filled while the items are read.</param>
internal sealed class SourceDocument(SourceContent content, DocumentFacts facts) : IDisposable
{
    public SourceContent Content => content;

    public DocumentFacts Facts => facts;

    /// <summary>Number of items; set by the reader, like the next two.</summary>
    public int ItemCount { get; set; }

    /// <summary>Number of items that were new in this import; 0 means that the pages repeat.</summary>
    public int Fresh { get; set; }

    /// <summary>True if all its items were read and stored.</summary>
    public bool IsWhole { get; set; }

    /// <summary>True if its failure does not affect the other documents, as with the files of a folder.</summary>
    public bool IsIndependent { get; init; }

    /// <summary>Its items, if they were read already; null to read <see cref="Content"/>.</summary>
    public IReadOnlyList<ReadItem>? Built { get; init; }

    /// <summary>Its items complete articles that this import has stored before.</summary>
    public bool IsCompletion { get; init; }

    /// <summary>Changes items before they are stored; null to store them as they are.</summary>
    public Func<IReadOnlyList<ReadItem>, CancellationToken, Task<IReadOnlyList<ReadItem>>>? Adjust { get; init; }

    /// <summary>The ids of stored articles that the source still has, unchanged.</summary>
    public IReadOnlyList<string> Unchanged { get; init; } = [];

    /// <summary>What is known of its site; set before its items are read.</summary>
    public KnownSite Site { get; set; } = new();

    /// <summary>Its items in order, read within the budgets of <paramref name="reading"/>.</summary>
    public IEnumerable<RawItem> Items(Reading reading)
    {
        content.Cancel = reading.Cancel;
        return DocumentItems.Read(content, facts, Site, reading);
    }

    public void Dispose() => content.Dispose();
}
