using Recommender.Engine.Candidates;
using Xunit;

namespace Recommender.Engine.Tests.Candidates;

public sealed class QuantisedRowsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(128)]
    [InlineData(200)]
    public void Products_are_accurate_to_a_hundredth_even_for_the_largest_numbers(int dimensions)
    {
        var random = new Random(dimensions);
        var rows = new QuantisedRows(dimensions);
        var vectors = Enumerable.Range(0, 20).Select(_ => Unit(random, dimensions)).ToList();
        vectors.Add([.. Enumerable.Repeat(1 / MathF.Sqrt(dimensions), dimensions)]);
        vectors.Add([.. Enumerable.Repeat(-1 / MathF.Sqrt(dimensions), dimensions)]);
        for (var i = 0; i < vectors.Count; i++)
        {
            rows.Add(100 + i, vectors[i]);
        }

        foreach (var query in vectors)
        {
            var quantised = new short[QuantisedRows.Padded(dimensions)];
            var scale = QuantisedRows.Quantise(query, quantised);
            var (documents, products) = (new List<int> { 7 }, new List<float> { 7 });
            rows.Look(quantised, scale, documents, products);
            Assert.Equal([7, .. Enumerable.Range(100, vectors.Count)], documents);
            Assert.Equal(7, products[0]);
            Assert.All(vectors, (vector, i) => Assert.Equal(Newsroom.Dot(query, vector), products[i + 1], 0.02f));
        }
    }

    [Fact]
    public void A_zero_vector_has_zero_products()
    {
        var rows = new QuantisedRows(4);
        rows.Add(0, [0, 0, 0, 0]);
        var quantised = new short[QuantisedRows.Padded(4)];
        var products = new List<float>();
        rows.Look(quantised, QuantisedRows.Quantise([1, 0, 0, 0], quantised), [], products);
        Assert.Equal([0f], products);
    }

    private static float[] Unit(Random random, int dimensions)
    {
        var vector = Enumerable.Range(0, dimensions).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        var norm = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / norm)];
    }
}
