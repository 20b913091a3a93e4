using System.Net;
using Recommender.Service.Embed;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Embed;

public class WritingTests
{
    [Fact]
    public void Headings_are_in_at_least_forty_languages()
    {
        var own = Headings.Languages.Where(language => language != "en" && Headings.In(language) != Headings.In("en"));

        Assert.True(own.Count() > 40);
        Assert.All(Headings.Languages, language => Assert.NotEqual("", Headings.In(language)));
    }

    [Theory]
    [InlineData("zh-TW", "相關文章")]
    [InlineData("zh-Hans-CN", "相关文章")]
    [InlineData("pt-BR", "Artigos relacionados")]
    [InlineData("AR", "مقالات ذات صلة")]
    [InlineData("tlh", "Related articles")]
    [InlineData(null, "Related articles")]
    public void A_heading_follows_language_and_region(string? language, string heading) => Assert.Equal(heading, Headings.In(language));

    [Theory]
    [InlineData("ar-EG", "rtl")]
    [InlineData("he", "rtl")]
    [InlineData("az-Arab", "rtl")]
    [InlineData("ks-Deva", "ltr")]
    [InlineData("ckb", "rtl")]
    [InlineData("en", "ltr")]
    [InlineData("", null)]
    public void The_direction_follows_language_and_script(string language, string? direction) =>
        Assert.Equal(direction, Writing.Direction(language));

    [Fact]
    public async Task An_Arabic_block_is_mirrored_in_any_page_and_its_parts_keep_their_own_direction()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Of("a", 1, "أخبار", "ar"), Of("b", 2, "أخبار", "ar") with { Title = "What's next?" }));

        var html = WebUtility.HtmlDecode(
            await service.Client.GetStringAsync("/v1/default/block?id=a&fallback=true", TestContext.Current.CancellationToken));

        Assert.Contains("lang=\"ar\" dir=\"rtl\"", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"recommender-title\" dir=\"auto\">What's next?</span>", html, StringComparison.Ordinal);
        Assert.Matches("dir=\"auto\">أخبار</span> · <time [^>]*dir=\"auto\">", html);
    }
}
