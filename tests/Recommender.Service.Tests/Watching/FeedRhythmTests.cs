using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Watching;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Watching;

public class FeedRhythmTests
{
    [Fact]
    public void One_holiday_is_not_usual_two_pauses_are() =>
        Assert.Equal(TimeSpan.FromDays(3), Usual([.. Days(8), 100, 103, 104, 105]));

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    public void Of_too_few_nothing_is_said(int articles) => Assert.Null(Usual(Days(articles)));

    [Fact]
    public void What_has_no_date_or_one_ahead_does_not_count()
    {
        var articles = Days(12).Select(day => Of($"at-{day}", day)).Append(Of("ahead", -400)).Append(Of("none") with { Published = null });

        Assert.Equal(TimeSpan.FromDays(1), FeedRhythm.UsualInterval(Index(articles), Now.UtcDateTime));
    }

    [Fact]
    public void Dates_that_are_all_one_are_no_rhythm_that_could_be_broken_early() => Assert.Equal(TimeSpan.Zero, Usual([.. Enumerable.Repeat(5d, 50)]));

    private static double[] Days(int count) => [.. Enumerable.Range(0, count).Select(day => (double)day)];

    private static TimeSpan? Usual(double[] days) => FeedRhythm.UsualInterval(Index(days.Select((day, i) => Of($"a-{i}", day))), Now.UtcDateTime);

    private static ArticleIndex Index(IEnumerable<Recommender.Service.Articles.Article> articles) => ArticleIndex.Of([.. articles.Select(article => ArticleCard.Of(article, 1))]);
}
