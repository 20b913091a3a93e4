using System.Text;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Tests.Importing.Pages;

/// <summary>Pages that repeat what is searched for, read in a reading process: none may use up its limits.</summary>
public sealed class CostlyPageTests
{
    [Theory]
    [InlineData("<section class=comments><p>Words that a reader wrote below the article.</p>", "</section>", 400)]
    [InlineData("<div class=cookie-consent><main>", "</main></div>", 200)]
    [InlineData("<p class=author><time datetime=2024-03-05>5 March</time><img class=emoji src=/e.png></p>", "", 1_500)]
    [InlineData("<noscript><img src=/blank.gif></noscript><h2>A heading | that | has | parts</h2>", "", 1_500)]
    [InlineData("<article><h1>A heading</h1><p>A paragraph that is long enough to be one of an article.</p>", "</article>", 200)]
    [InlineData("<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",\"headline\":\"x \" y\",</script>", "", 5_000)]
    public async Task A_page_of_many_marks_is_read(string open, string close, int count)
    {
        await using var workshop = new Workshop();
        var body = new StringBuilder().Insert(0, open, count).Insert(0, MadePage.Paragraphs);
        body.Append(string.Concat(Enumerable.Repeat(close, count)));

        var title = $"<title>{new string('«', 5_000)}Ferry | {new string('|', 5_000)}</title>";

        var report = await workshop.ImportAsync(workshop.Write("page.html", MadePage.Html(title, body.ToString())));

        Assert.Equal((1, 0), (report.New, report.SkippedItems.Count));
    }

    [Fact]
    public void Half_a_character_in_JSON_LD_is_left_out()
    {
        using var page = BoundedHtml.Parse(MadePage.Html(
            "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Ferry\\ud800 \\ud83d\\ude00\","
            + "\"x\\udc00\":\"\\udead\"}</script>"));

        Assert.Equal("Ferry 😀", Recommender.Service.Importing.Formats.LinkedArticle.Of(page)?.Headline);
    }
}
