using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Explaining;

/// <summary>
/// Explains why documents are related to another, from the words and links known to a trained model. Immutable; safe for concurrent use. It
/// needs memory for the model's vocabulary and links, but not for the vectors of its documents.
/// </summary>
public sealed class PairExplainer
{
    private const int MaxTerms = 8;
    private const int MaxNames = 5;

    private readonly SiteEncoder _encoder;
    private readonly LinkCounts _links;
    private readonly RankingOptions _options;
    private readonly HashSet<string> _ignoredTags;

    private PairExplainer(SiteEncoder encoder, LinkCounts links, bool isLearned, RankingOptions options)
    {
        (_encoder, _links, IsLearned, _options) = (encoder, links, isLearned, options);
        _ignoredTags = options.IgnoredTags.Select(SiteEncoder.Label).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>True if the model ranks its candidates with a ranking learned from links.</summary>
    public bool IsLearned { get; }

    /// <summary>Reads the required parts of a model saved by <c>RelatedModel.Save</c>.</summary>
    /// <param name="folder">Folder of the model.</param>
    /// <param name="ids">The document ids of the model's lists.</param>
    /// <param name="options">The options used to train the model.</param>
    /// <exception cref="InvalidDataException">A file is damaged, missing or has another format version; the message names it.</exception>
    public static PairExplainer Load(string folder, IReadOnlyList<string> ids, RankingOptions options)
    {
        var links = OutLinks.Load(Path.Combine(folder, "links.bin"));
        return links.Count > ids.Count
            ? throw new InvalidDataException($"{folder}: links.bin and the lists belong to different models")
            : new PairExplainer(SiteEncoder.Load(folder), new LinkCounts(ids, links), BlendFile.Load(folder).IsLearned, options);
    }

    /// <summary>
    /// Explains why each of <paramref name="items"/> is related to <paramref name="page"/>; none of them needs to be part of the training
    /// set.
    /// </summary>
    /// <param name="isVisible">Returns false for the ids of documents whose links are not counted; null to count all links.</param>
    /// <returns>One explanation per item, in the same order.</returns>
    public IReadOnlyList<PairReasons> Explain(Document page, IReadOnlyList<Document> items, Func<string, bool>? isVisible = null)
    {
        var encoded = _encoder.Encode([page, .. items]);
        var hybrid = new HybridScorer(encoded, _options);
        hybrid.Begin(new Query(encoded, 0, 0));
        var terms = items.Select((_, i) => Strongest(encoded.Terms, i + 1, MaxTerms, _encoder.Terms)).ToList();
        var names = items.Select((_, i) => Strongest(encoded.Names, i + 1, MaxNames, _encoder.Names)).ToList();
        var forms = WordForms.In(page, terms.Concat(names)
            .SelectMany(words => words).SelectMany(word => word.Word.Split(' ')).ToHashSet(StringComparer.Ordinal));
        return [.. items.Select((item, i) => new PairReasons
        {
            Terms = Readable(terms[i], forms),
            Names = Readable(names[i], forms),
            Tags = Tags(page, item, encoded, i + 1),
            Similarity = Similarity(hybrid.Parts(i + 1)),
            Links = Links(page, item, isVisible ?? (_ => true)),
            Later = item.Published - page.Published,
            SameSection = page.Section is not null && string.Equals(page.Section, item.Section, StringComparison.Ordinal),
            SameAuthor = page.Author is not null && string.Equals(page.Author, item.Author, StringComparison.Ordinal),
        })];
    }

    private static SharedWord[] Readable(IEnumerable<SharedWord> stems, WordForms forms) =>
        [.. stems.Select(shared => shared with { Word = string.Join(' ', shared.Word.Split(' ').Select(stem => forms[stem])) })];

    private List<SharedWord> Tags(Document page, Document item, EncodedDocuments encoded, int row)
    {
        var weights = Strongest(encoded.Tags, row, int.MaxValue, _encoder.Tags)
            .ToDictionary(tag => tag.Word, tag => tag.Weight, StringComparer.Ordinal);
        var others = item.Tags.Select(SiteEncoder.Label).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. page.Tags.Select(tag => (Tag: tag.Trim(), Label: SiteEncoder.Label(tag)))
                .Where(tag => others.Contains(tag.Label) && !_ignoredTags.Contains(tag.Label))
                .DistinctBy(tag => tag.Label)
                .Select(tag => new SharedWord(tag.Tag, weights.GetValueOrDefault(tag.Label)))
                .OrderByDescending(tag => tag.Weight),
        ];
    }

    private PairLinks Links(Document page, Document item, Func<string, bool> isVisible)
    {
        var (toBoth, toItem) = _links.Of(page.Id, item.Id, isVisible);
        return new PairLinks(page.Links.Any(link => link.TargetId == item.Id),
            item.Links.Any(link => link.TargetId == page.Id), toBoth, toItem);
    }

    private static PairSimilarity Similarity(in HybridParts parts) =>
        new(parts.Terms, parts.Bigrams, parts.Names, parts.Embedding, parts.Time);

    /// <summary>The ids shared by row 0 and another row with the products of their weights: largest first, then by lower id.</summary>
    private static List<SharedWord> Strongest(SparseRows rows, int other, int count, Vocabulary words)
    {
        var a = rows[0];
        var b = rows[other];
        var shared = new List<(int Id, float Weight)>();
        for (int i = 0, j = 0; i < a.Ids.Length && j < b.Ids.Length;)
        {
            var order = a.Ids[i].CompareTo(b.Ids[j]);
            if (order == 0)
            {
                shared.Add((a.Ids[i], a.Weights[i] * b.Weights[j]));
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        shared.Sort((x, y) => y.Weight.CompareTo(x.Weight) is not 0 and var byWeight ? byWeight : x.Id.CompareTo(y.Id));
        return [.. shared.Take(count).Select(word => new SharedWord(words[word.Id], word.Weight))];
    }
}
