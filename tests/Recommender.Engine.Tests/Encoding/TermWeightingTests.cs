using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Encoding;

public sealed class TermWeightingTests
{
    private static readonly TermWeighting Weighting = TermWeighting.Of([2, 5, 1, 10], documents: 10, entries: 40);

    [Fact]
    public void Rarity_falls_with_document_frequency_and_stays_above_zero()
    {
        var rarities = Enumerable.Range(0, 1001).Select(df => TermWeighting.IdfOf(df, 1000)).ToArray();
        Assert.Equal(rarities.OrderDescending(), rarities);
        Assert.All(rarities, r => Assert.True(r > 0));
    }

    [Fact]
    public void Vectors_have_unit_length_and_ascending_ids()
    {
        var (ids, weights) = Weighting.Vector([3, 0, 1, 0, -1], [1]);
        Assert.Equal([0, 1, 3], ids);
        Assert.Equal(1, weights.Sum(w => (double)w * w), 1e-5);
    }

    [Fact]
    public void The_rarer_of_two_words_has_more_weight()
    {
        var (_, weights) = Weighting.Vector([0, 1], []);
        Assert.True(weights[0] > weights[1]);
    }

    [Fact]
    public void Each_additional_occurrence_adds_less()
    {
        double Of(int times) => Weighting.Vector([.. Enumerable.Repeat(0, times), 1], []) is var (_, w) ? w[0] / w[1] : 0;
        Assert.True(Of(2) > Of(1));
        Assert.True(Of(3) / Of(2) < Of(2) / Of(1));
    }

    [Fact]
    public void A_word_unique_to_a_document_does_not_weaken_the_rest()
    {
        var (_, weights) = Weighting.Vector([0, 2], []);
        Assert.Equal(1, weights[0], 1e-5);
    }

    [Fact]
    public void A_document_with_only_unique_words_still_has_unit_length()
    {
        Assert.Equal(1, Weighting.Vector([2], []).Weights[0], 1e-5);
    }

    [Fact]
    public void A_text_without_known_words_has_an_empty_vector()
    {
        Assert.Empty(Weighting.Vector([-1, -1], []).Ids);
    }
}
