using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Encoding;

public sealed class BigramVocabularyTests
{
    [Fact]
    public void Only_pairs_in_two_documents_are_kept()
    {
        var bigrams = BigramVocabulary.Build([Terms([], [1, 2, 3], [3]), Terms([], [9, 1, 2], [3]), Terms([], [3, 2, 1], [3])]);
        Assert.Equal(1, bigrams.Count);
        Assert.Equal(0, bigrams.Find(1, 2));
        Assert.Equal(-1, bigrams.Find(2, 1));
        Assert.Equal([2], bigrams.DocumentFrequency);
    }

    [Fact]
    public void A_pair_twice_in_one_document_counts_once()
    {
        Assert.Equal(0, BigramVocabulary.Build([Terms([], [1, 2, 1, 2], [4])]).Count);
    }

    [Fact]
    public void Pairs_do_not_cross_blocks_or_title_and_body()
    {
        Assert.Equal(0, BigramVocabulary.Build([Terms([7], [1, 2], [1, 2]), Terms([7], [1, 2], [1, 2])]).Count);
    }

    [Fact]
    public void Title_and_body_yield_their_known_pairs()
    {
        var bigrams = BigramVocabulary.Build([Terms([1, 2], [3, 4], [2]), Terms([1, 2], [3, 4], [2])]);
        Assert.Equal([bigrams.Find(1, 2), bigrams.Find(3, 4), bigrams.Find(3, 4)],
            bigrams.Read([1, 2, -1], [3, 4, 3, -1, 4, 3, 4], [5, 7]));
    }

    [Fact]
    public void A_vocabulary_restored_from_its_pairs_finds_the_same()
    {
        var random = new Random(3);
        var documents = Enumerable.Range(0, 30)
            .Select(_ => Terms([], [.. Enumerable.Range(0, 200).Select(_ => random.Next(40) * 50_000)], [200])).ToArray();
        var bigrams = BigramVocabulary.Build(documents);
        var restored = BigramVocabulary.Restore(bigrams.Pairs(), bigrams.DocumentFrequency);
        Assert.True(bigrams.Count > 500);
        Assert.All(bigrams.Pairs(), pair => Assert.Equal(bigrams.Find(pair.First, pair.Second), restored.Find(pair.First, pair.Second)));
        Assert.Equal(bigrams.Pairs(), restored.Pairs());
    }

    [Fact]
    public void Frequencies_match_a_plain_count()
    {
        var random = new Random(4);
        var documents = Enumerable.Range(0, 50)
            .Select(_ => Terms([], [.. Enumerable.Range(0, 60).Select(_ => random.Next(30))], [60])).ToArray();
        var plain = documents.SelectMany(d => d.Body.Zip(d.Body.Skip(1)).Distinct())
            .GroupBy(p => p).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => g.Count());
        var bigrams = BigramVocabulary.Build(documents);
        Assert.Equal(plain.Count, bigrams.Count);
        Assert.All(plain, p => Assert.Equal(p.Value, bigrams.DocumentFrequency[bigrams.Find(p.Key.First, p.Key.Second)]));
    }

    private static DocumentTerms Terms(int[] title, int[] body, int[] blockEnds) =>
        new() { Title = title, Body = body, BlockEnds = blockEnds, SentenceEnds = blockEnds, Names = [] };
}
