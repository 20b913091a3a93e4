using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Candidates;

public sealed class EmbeddingIndexTests
{
    [Fact]
    public void A_small_index_finds_every_document()
    {
        var documents = Newsroom.Encoder(Newsroom.Site(30)).Encode(Newsroom.Site(30));
        Assert.Equal(Enumerable.Range(0, 30), Found(documents, 3).Order());
    }

    [Fact]
    public void A_larger_index_finds_nearly_all_of_the_nearest_ten_without_a_full_scan()
    {
        var site = Newsroom.Site(5000);
        var documents = Newsroom.Encoder(site).Encode(site);
        var index = Filled(documents);
        var (queries, hits, looked) = (Enumerable.Range(0, 100).Select(i => i * 50).ToList(), 0, 0);
        foreach (var query in queries)
        {
            var (found, cosines) = (new List<int>(), new List<float>());
            index.Probe(documents.Embedding(query), found, cosines);
            Assert.All(found, (document, i) =>
                Assert.Equal(Newsroom.Dot(documents.Embedding(query), documents.Embedding(document)), cosines[i], 0.02f));
            looked += found.Count;
            var nearest = Enumerable.Range(0, documents.Count)
                .OrderByDescending(j => Newsroom.Dot(documents.Embedding(query), documents.Embedding(j))).Take(10);
            hits += nearest.Count(found.ToHashSet().Contains);
        }

        Assert.InRange(hits, 0.95 * 10 * queries.Count, 10 * queries.Count);
        Assert.InRange(looked, 1, 0.5 * queries.Count * documents.Count);
    }

    [Fact]
    public void Nothing_is_found_without_embeddings()
    {
        var documents = Newsroom.Encoder([]).Encode([]);
        var index = EmbeddingIndex.Make(documents);
        index.Add(0, index.CellOf([]), []);
        var found = new List<int>();
        index.Probe([], found, []);
        Assert.Empty(found);
    }

    private static List<int> Found(EncodedDocuments documents, int query)
    {
        var found = new List<int>();
        Filled(documents).Probe(documents.Embedding(query), found, []);
        return found;
    }

    private static EmbeddingIndex Filled(EncodedDocuments documents)
    {
        var index = EmbeddingIndex.Make(documents);
        for (var i = 0; i < documents.Count; i++)
        {
            index.Add(i, index.CellOf(documents.Embedding(i)), documents.Embedding(i));
        }

        return index;
    }
}
