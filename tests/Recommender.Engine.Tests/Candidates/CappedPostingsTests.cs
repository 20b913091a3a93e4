using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Candidates;

public sealed class CappedPostingsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void The_heaviest_documents_of_an_id_are_kept(int cap)
    {
        var random = new Random(cap);
        var weights = Enumerable.Range(0, 500).Select(_ => random.NextSingle()).ToArray();
        var postings = new CappedPostings(1, cap, 10);
        for (var document = 0; document < weights.Length; document++)
        {
            postings.Add(0, document, weights[document]);
        }

        var expected = Enumerable.Range(0, 500).OrderByDescending(d => weights[d]).Take(cap).Order();
        Assert.Equal(expected, postings[0].ToArray().Select(p => p.Document).Order());
        Assert.All(postings[0].ToArray(), p => Assert.Equal(weights[p.Document], p.Weight));
    }

    [Fact]
    public void Earlier_documents_are_kept_on_equal_weights()
    {
        var postings = new CappedPostings(1, 3, 10);
        for (var document = 0; document < 10; document++)
        {
            postings.Add(0, document, 1);
        }

        Assert.Equal([0, 1, 2], postings[0].ToArray().Select(p => p.Document).Order());
    }

    [Fact]
    public void Only_the_strongest_ids_of_a_document_are_kept()
    {
        var postings = new CappedPostings(4, 10, 2);
        postings.Add(9, new SparseRow([0, 1, 2, 3], [0.1f, 0.9f, 0.2f, 0.8f]));
        Assert.Equal(0, postings[0].Length);
        Assert.Equal([new Posting(9, 0.9f)], postings[1].ToArray());
        Assert.Equal(0, postings[2].Length);
        Assert.Equal([new Posting(9, 0.8f)], postings[3].ToArray());
    }
}
