using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing;

/// <summary>One of the documents that a source consists of: a file, a page of a feed, a web page.</summary>
/// <param name="content">Its bytes.</param>
/// <param name="facts">Filled while the items are read.</param>
internal sealed class SourceDocument(SourceContent content, DocumentFacts facts) : IDisposable
{
    public SourceContent Content => content;

    public DocumentFacts Facts => facts;

    /// <summary>How many items it had; set by whoever read them, like the next two.</summary>
    public int ItemCount { get; set; }

    /// <summary>How many of its items were new to this import: a page without any means that pages come round again.</summary>
    public int Fresh { get; set; }

    /// <summary>All its items were read and stored.</summary>
    public bool IsWhole { get; set; }

    /// <summary>What is read after it does not depend on it, as with the files of a folder: its failure ends no other's reading.</summary>
    public bool StandsAlone { get; init; }

    public IEnumerable<RawItem> Items() => DocumentItems.Read(content, facts);

    public void Dispose() => content.Dispose();
}
