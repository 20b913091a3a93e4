using System.Net;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Embed;

/// <summary>Length, fill, layout and heading are settings of a site; what a page asks for replaces them.</summary>
public sealed class BlockSettingTests : IAsyncLifetime
{
    private static readonly string Page = $"key={ArticleKey.Of("choir")}";
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await Guests.ServiceAsync(
        ("Recommender:Block:DefaultLimit", "1"), ("Recommender:Sites:default:Block:DefaultLimit", "3"),
        ("Recommender:Sites:default:Block:FillByDefault", "true"), ("Recommender:Sites:default:Block:Layout", "list"),
        ("Recommender:Sites:default:Block:Heading", "More <b>of this"));

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_page_that_asks_for_nothing_gets_the_settings_of_the_site()
    {
        var block = await TextAsync($"/v1/default/block?{Page}");
        Assert.Contains("data-layout=\"list\"", block, StringComparison.Ordinal);
        Assert.Contains(">More &lt;b&gt;of this</h2>", block, StringComparison.Ordinal);
        Assert.Equal(3, block.Split("<li").Length - 1);

        var json = await _service.GetJsonAsync($"/v1/default/related?{Page}");
        Assert.Equal((3, "More <b>of this"), (json.GetProperty("items").GetArrayLength(), json.GetProperty("heading").GetString()));
        var unknown = await _service.GetJsonAsync("/v1/default/related?url=https://example.org/unknown");
        Assert.Equal(3, unknown.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_page_that_asks_for_something_else_gets_it()
    {
        var block = await TextAsync($"/v1/default/block?{Page}&layout=grid&heading=Read%20on&limit=2");
        Assert.Contains("data-layout=\"grid\"", block, StringComparison.Ordinal);
        Assert.Contains(">Read on</h2>", block, StringComparison.Ordinal);
        Assert.Equal(2, block.Split("<li").Length - 1);
        Assert.Empty(await TextAsync($"/v1/default/block?{Page}&fallback=false"));
        foreach (var wrong in new[] { "layout=wide", "heading=" + new string('x', 201), "layout=list&layout=grid" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await _service.GetAsync($"/v1/default/block?{Page}&{wrong}")).StatusCode);
        }
    }

    [Fact]
    public async Task The_desk_says_what_pages_ask_for_that_is_not_the_setting()
    {
        await _service.PersonAsync("mila", Role.Editor, "default", "Mila");
        using var mila = await _service.SignedInAsync("mila");
        await TextAsync($"/v1/default/block?{Page}");
        Assert.DoesNotContain("Pages ask", await DeskAsync(), StringComparison.Ordinal);

        await TextAsync($"/v1/default/block?{Page}&limit=6&layout=grid");

        var desk = await DeskAsync();
        Assert.Contains("Pages ask for 6 items; the site's setting is 3 (50 % of requests).", desk, StringComparison.Ordinal);
        Assert.Contains("Pages ask for the layout grid; the site's setting is list (50 % of requests).", desk, StringComparison.Ordinal);

        async Task<string> DeskAsync() => WebUtility.HtmlDecode(await mila.TextAsync($"/desk/default/articles/{ArticleKey.Of("choir")}"));
    }

    private async Task<string> TextAsync(string path) =>
        await (await _service.GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
