using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Watching;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Watching;

public class FeedRhythmTests
{
    [Fact]
    public void A_single_holiday_is_not_usual_but_two_long_pauses_are() =>
        Assert.Equal(TimeSpan.FromDays(3), Usual([.. Days(8), 100, 103, 104, 105]));

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    public void There_is_no_estimate_for_too_few_articles(int articles) => Assert.Null(Usual(Days(articles)));

    [Fact]
    public void Undated_and_future_articles_are_ignored()
    {
        var articles = Days(12).Select(day => Of($"at-{day}", day)).Append(Of("ahead", -400)).Append(Of("none") with { Published = null });

        Assert.Equal(TimeSpan.FromDays(1), FeedRhythm.UsualInterval(Index(articles), Now.UtcDateTime));
    }

    [Fact]
    public void Identical_dates_give_no_estimate() => Assert.Equal(TimeSpan.Zero, Usual([.. Enumerable.Repeat(5d, 50)]));

    private static double[] Days(int count) => [.. Enumerable.Range(0, count).Select(day => (double)day)];

    private static TimeSpan? Usual(double[] days) =>
        FeedRhythm.UsualInterval(Index(days.Select((day, i) => Of($"a-{i}", day))), Now.UtcDateTime);

    private static ArticleIndex Index(IEnumerable<Recommender.Service.Articles.Article> articles) =>
        ArticleIndex.Of([.. articles.Select(article => ArticleCard.Of(article, 1))]);
}
