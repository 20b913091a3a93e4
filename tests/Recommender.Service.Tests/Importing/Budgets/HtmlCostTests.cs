using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Tests.Importing.Budgets;

public sealed class HtmlCostTests
{
    private static readonly string[] Tags =
    [
        "b", "i", "font", "a", "p", "div", "section", "li", "ul", "table", "tr", "td", "caption", "object", "svg", "g/", "foreignObject",
        "desc", "button", "h2", "dl", "dd", "span", "select", "option", "template", "form", "x", "br", "nobr", "tbody", "marquee",
    ];

    public static TheoryData<string> Bomb => Bombs.Html(1000);

    [Theory]
    [MemberData(nameof(Bomb))]
    public void HTML_that_costs_much_is_noticed_before_it_is_parsed(string html) => Assert.False(HtmlCost.IsSmall(html));

    [Fact]
    public void An_ordinary_article_is_small()
    {
        var paragraph = $"<p>{Samples.Body} <a href='/b'>The <b>wall</b></a> <em>stands</em>.<br><img src='/w.jpg'></p>";
        var article = Bombs.Many(1000, i => i % 10 == 0 ? $"<h2>Part {i}</h2><ul><li>One<li>Two</ul>" : paragraph)
            + "<table>" + Bombs.Many(200, _ => "<tr><td><b>1</b></td><td>2</td></tr>") + "</table>";

        Assert.True(HtmlCost.IsSmall(article));
    }

    [Fact]
    public void A_paragraph_after_a_chart_is_small() => Assert.True(HtmlCost.IsSmall(
        "<p>Turnout</p><svg><g>" + Bombs.Many(2000, i => $"<path d='M{i} 0'/>") + "</g></svg>" + Bombs.Many(1000, _ => "<p>wall</p>")));

    // A tree builder is the measure: it never inserts text deeper than counted, apart from the elements that it
    // inserts itself (html, body, and tbody and tr for each table).
    [Fact]
    public void The_open_elements_are_never_fewer_than_those_of_a_tree_builder()
    {
        var chance = new Random(20260201);
        for (var round = 0; round < 3000; round++)
        {
            var open = new OpenElements();
            var (html, tables) = ("", 0);
            for (var i = 0; i < 40; i++)
            {
                var tag = Tags[chance.Next(chance.Next(2) == 0 ? 8 : Tags.Length)];
                var name = tag.TrimEnd('/').ToLowerInvariant();
                var isEnd = chance.Next(5) < 2;
                html += isEnd ? $"</{name}>" : $"<{tag}>";
                tables += name is "table" or "tr" or "td" or "caption" or "tbody" ? 1 : 0;
                if (isEnd)
                {
                    open.End(name);
                }
                else
                {
                    open.Start(name, tag.EndsWith('/'));
                }
            }

            var page = new HtmlParser().ParseDocument(html + "<mark>x");
            var depth = page.QuerySelector("mark") is { } mark ? mark.Ancestors<IElement>().Count() - 2 : 0;

            Assert.True(depth <= open.Depth + 2 * tables, $"{depth} deep, but {open.Depth} counted: {html}");
        }
    }
}
