using Recommender.Engine.Evaluation;
using Recommender.Engine.GroundTruth;
using Xunit;

namespace Recommender.Engine.Tests.Evaluation;

public sealed class AgeFiguresTests
{
    private static readonly DateTimeOffset Day = Newsroom.At("2020-06-01");

    [Fact]
    public void The_age_of_the_first_five_is_in_days_before_the_query()
    {
        var figures = Of("q", "1", "2", "3", "4", "100", "9000");
        Assert.Equal(new AgeFigures("x", 5, 1, 2, 3, 4, 100), figures);
    }

    [Fact]
    public void Undated_articles_are_excluded()
    {
        Assert.Equal(new AgeFigures("x", 1, 7, 7, 7, 7, 7), Of("q", "undated", "7"));
        Assert.Equal(new AgeFigures("x", 0, 0, 0, 0, 0, 0), Of("undated", "1", "7"));
    }

    private static AgeFigures Of(string query, params string[] list) => AgeFigures.Of(
        "x", new Dictionary<string, IReadOnlyList<RankedDocument>> { [query] = [.. list.Select(id => new RankedDocument(id, 1))] },
        id => id == "undated" ? null : id == "q" ? Day : Day.AddDays(-double.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
}
