using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Candidates;

public sealed class EmbeddingIndexTests
{
    private static readonly EncodedDocuments Documents = Newsroom.Encoder(Newsroom.Site(300)).Encode(Newsroom.Site(300));

    [Fact]
    public void A_small_index_finds_every_document()
    {
        var documents = Newsroom.Encoder(Newsroom.Site(30)).Encode(Newsroom.Site(30));
        Assert.Equal(Enumerable.Range(0, 30), Found(documents, 3).Order());
    }

    [Fact]
    public void A_larger_index_finds_nearly_all_of_the_nearest_ten_and_looks_at_a_part()
    {
        var (hits, looked) = (0, 0);
        for (var i = 0; i < Documents.Count; i++)
        {
            var found = Found(Documents, i);
            looked += found.Count;
            hits += Enumerable.Range(0, Documents.Count).OrderByDescending(j => Newsroom.Dot(Documents.Embedding(i), Documents.Embedding(j))).Take(10).Count(found.Contains);
        }

        Assert.InRange(hits, 0.95 * 10 * Documents.Count, 10 * Documents.Count);
        Assert.InRange(looked, 1, 0.8 * Documents.Count * Documents.Count);
    }

    [Fact]
    public void Without_embeddings_nothing_is_found()
    {
        var documents = Newsroom.Encoder([]).Encode([]);
        var index = EmbeddingIndex.Make(documents);
        index.Add(0, index.CellOf([]));
        var found = new List<int>();
        index.Probe([], found);
        Assert.Empty(found);
    }

    private static List<int> Found(EncodedDocuments documents, int query)
    {
        var index = EmbeddingIndex.Make(documents);
        for (var i = 0; i < documents.Count; i++)
        {
            index.Add(i, index.CellOf(documents.Embedding(i)));
        }

        var found = new List<int>();
        index.Probe(documents.Embedding(query), found);
        return found;
    }
}
