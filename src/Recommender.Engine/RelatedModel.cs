namespace Recommender.Engine;

/// <summary>A trained, immutable model: it can rank its documents for each other and for a document it has not seen. Safe for concurrent use.</summary>
public sealed class RelatedModel
{
    private readonly IReadOnlyList<Document> _documents;
    private readonly RankingOptions _options;

    internal RelatedModel(IReadOnlyList<Document> documents, RankingOptions options) => (_documents, _options) = (documents, options);

    /// <summary>How many documents the model was trained on.</summary>
    public int Count => _documents.Count;

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The folder is damaged or of another format version; the message tells which file.</exception>
    public static RelatedModel Load(string folder) => throw new NotImplementedException(folder);

    /// <summary>Writes the model's files into an existing folder.</summary>
    public void Save(string folder) => File.WriteAllText(Path.Combine(folder, "documents.txt"), string.Join("\n", _documents.Select(d => d.Id)));

    /// <summary>The related documents of every document, best first, at most <see cref="RankingOptions.ListLength"/> each.</summary>
    public RelatedLists RankAll(IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        var order = Enumerable.Range(0, Count).OrderByDescending(i => _documents[i].Published).Take(_options.ListLength + 1).ToArray();
        return new RelatedLists(
            [.. _documents.Select(d => d.Id)],
            [.. Enumerable.Range(0, Count).Select(i => order.Where(j => j != i).Select(j => new RelatedEntry(j, 0.5f)).ToArray())],
            [.. Enumerable.Range(0, Count)]);
    }

    /// <summary>Related documents of a document that the model need not know (fold-in), best first.</summary>
    /// <returns>Indices into the trained documents with scores in [0, 1].</returns>
    public RelatedEntry[] Rank(Document document) => throw new NotImplementedException(document.Id);
}
