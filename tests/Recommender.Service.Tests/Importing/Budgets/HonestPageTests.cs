namespace Recommender.Service.Tests.Importing.Budgets;

/// <summary>Pages with large graphics, scripts and deep markup, as real pages have them.</summary>
public sealed class HonestPageTests
{
    private const string Last = "With that, the meeting closed at midnight.";

    private static readonly (string Name, string Inside)[] Pages =
    [
        ("a chart of 20,000 nodes", Svg(Bombs.Many(10_000, i => $"<path d='M{i} 1L2 3Z'/><circle r='1'/>"))),
        ("a chart with styles and titles", Svg("<style>.a{fill:red}</style>" + Bombs.Many(4000, i => $"<g><title>{i}</title><rect/></g>"))),
        ("nested groups", Svg(Bombs.Many(400, _ => "<g>") + Bombs.Many(3000, _ => "<rect/>") + Bombs.Many(400, _ => "</g>"))),
        ("a chart with links", Svg(Bombs.Many(4000, i => $"<a xlink:href='/{i}'><circle r='1'/></a>"))),
        ("HTML within a chart", Svg(Bombs.Many(2000, i => $"<foreignObject><div>{i}</div></foreignObject>"))),
        ("a formula", "<math>" + Bombs.Many(4000, _ => "<mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow>") + "</math>"),
        ("a long script", "<script>" + Bombs.Many(40_000, _ => "if (a < b) { write('<div><div>'); }\n") + "</script>"),
        ("four hundred levels", Bombs.Many(400, _ => "<div>") + "<p>Deep.</p>" + Bombs.Many(400, _ => "</div>")),
        ("a table without end tags", "<table>" + Bombs.Many(1500, i => $"<tr><td>{i}<td><font size=2>seats") + "</table>"),
        ("an image of three million characters", $"<img src='data:image/png;base64,{new string('A', 3_000_000)}'>"),
    ];

    [Fact]
    public async Task They_are_read_whole()
    {
        await using var workshop = new Workshop();
        foreach (var (name, inside) in Pages)
        {
            workshop.Write($"pages/{name}.html",
                $"<!DOCTYPE html><html lang='en'><head><title>{name}</title></head><body><nav><a href='/'>Home</a></nav><main><article><h1>"
                + $"{name}</h1>{Bombs.Many(8, _ => $"<p>{Samples.Body}</p>")}<figure>{inside}</figure>"
                + $"{Bombs.Many(8, _ => $"<p>{Samples.Body}</p>")}<p>{Last}</p></article></main></body></html>");
        }

        var report = await workshop.ImportAsync(Path.Combine(workshop.Folder, "pages"));

        Assert.Empty(report.SkippedItems);
        var articles = await workshop.StoredAsync();
        Assert.Equal(Pages.Select(page => page.Name).Order(), articles.Select(article => article.Title).Order());
        Assert.All(articles, article => Assert.True(
            article.Text.Contains(Samples.Body, StringComparison.Ordinal) && article.Text.EndsWith(Last, StringComparison.Ordinal),
            $"{article.Title}: {article.Text}"));
    }

    [Fact]
    public async Task An_article_of_a_feed_with_a_chart_is_read_whole()
    {
        await using var workshop = new Workshop();

        var report = await workshop.ImportAsync(workshop.Write("a.jsonl", Bombs.Line("a", $"<p>First.</p>{Pages[0].Inside}<p>{Last}</p>")));

        Assert.Equal(1, report.New);
        Assert.Equal($"First.\n{Last}", Assert.Single(await workshop.StoredAsync()).Text);
    }

    private static string Svg(string inside) => $"<svg viewBox='0 0 9 9'>{inside}</svg>";
}
