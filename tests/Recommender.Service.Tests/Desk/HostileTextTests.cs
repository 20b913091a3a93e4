using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

/// <summary>Markup in every text that somebody can store or send, in every page that the routes have, parsed as a browser does.</summary>
public sealed class HostileTextTests : IAsyncLifetime
{
    private const string Markup = "'\"><xss onclick=x()><script>x()</script><img src=x onerror=x()></title></textarea></style><xss>";
    private static readonly string Key = ArticleKey.Of("h");
    private RunningService _service = null!;
    private HttpClient _boss = null!;
    private string _rule = "";
    private int _shown;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var hostile = TestArticles.Of("h", 1, text: $"Words {Markup}") with
        {
            Title = $"Title {Markup}", Summary = Markup, Author = Markup, Section = Markup, Tags = [Markup], Image = "javascript:x()",
            Url = "https://example.org/h\"><xss>", Language = "en",
        };
        var unlinked = TestArticles.Of($"u{Markup}", 2) with { Url = "javascript:x()", Image = "data:text/html,x", Section = Markup };
        _service = await Guests.ServiceWithAsync([.. TestArticles.Newsroom, hostile, unlinked]);
        await _service.PersonAsync("boss", Role.Administrator, name: $"Boss {Markup}"[..90]);
        _boss = await _service.SignedInAsync("boss");
        await _service.Get<ApiKeyStore>().AddAsync(
            Markup[..90], "*", Role.Viewer, _service.Clock.GetUtcNow().AddDays(9), Actor.Operator, Cancel);
        _rule = await RuleAsync(new { kind = "pin", scope = "site", subject = "article", subjectValue = Key, slot = 1, reason = Markup });
        await RuleAsync(new { kind = "present", scope = "site", subject = "article", subjectValue = Key, title = Markup, label = Markup });
        await RuleAsync(new { kind = "present", scope = "site", heading = Markup });
        await RuleAsync(new { kind = "boost", scope = "tag", scopeValue = Markup, subject = "tag", subjectValue = Markup, factor = 2 });
    }

    public async ValueTask DisposeAsync()
    {
        _boss.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Markup_in_stored_texts_and_in_requests_is_text_in_every_page()
    {
        var typed = Uri.EscapeDataString(Markup);
        var pages = 0;
        foreach (var row in AccessTable.Rows.Where(row => row.Method == "GET"))
        {
            var path = row.Pattern.Replace("{site}", "default", StringComparison.Ordinal).Replace("{key}", Key, StringComparison.Ordinal)
                .Replace("{slug}", typed, StringComparison.Ordinal).Replace("{version}", typed, StringComparison.Ordinal);
            var ids = path.Contains("{id}", StringComparison.Ordinal) ? [_rule, typed] : new[] { "" };
            foreach (var at in ids.Select(id => path.Replace("{id}", id, StringComparison.Ordinal)).Where(at => !at.Contains('{')))
            {
                foreach (var query in new[]
                {
                    "", $"?q={typed}&id={typed}&to={typed}&link={typed}&done={typed}&failed={typed}&section={typed}",
                    "?id=h&limit=50&fallback=true", "?id=harbour-1&limit=50&fallback=true",
                })
                {
                    pages += await CheckAsync(at + query);
                }
            }
        }

        Assert.True(pages > 60 && _shown > 20, $"only {pages} pages, {_shown} of them with the markup as text");
    }

    private async Task<int> CheckAsync(string path)
    {
        var answer = await _boss.GetAsync(path, Cancel);
        if (answer.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return 0;
        }

        using var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancel));
        _shown += page.DocumentElement.TextContent.Contains("<xss", StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal((path, []), (path, page.All.SelectMany(Faults).ToArray()));
        return 1;
    }

    private static IEnumerable<string> Faults(IElement element)
    {
        if (element.LocalName == "xss" || (element.LocalName == "script" && !IsOwnScript(element)))
        {
            yield return element.OuterHtml;
        }

        foreach (var attribute in element.Attributes.Where(IsHostile))
        {
            yield return $"{element.LocalName} {attribute.Name}={attribute.Value}";
        }
    }

    // Of the desk, or the one line that embeds a block.
    private static bool IsOwnScript(IElement script) => script.TextContent.Length == 0
        && script.GetAttribute("src") is { } address
        && (address.StartsWith("/assets/", StringComparison.Ordinal) || address.EndsWith("/embed.js", StringComparison.Ordinal));

    private static bool IsHostile(IAttr attribute) => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        || (attribute.Name is "href" or "src" or "action" or "formaction" or "srcdoc" or "srcset"
            && attribute.Value.Trim() is var address
            && ((address.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) && !IsBookmark(attribute))
                || address.StartsWith("data:text", StringComparison.OrdinalIgnoreCase)));

    // The one script in an address, for the user's bookmarks; it holds nothing but the desk's own address.
    private static bool IsBookmark(IAttr attribute) => attribute.OwnerElement?.Id == "bookmarklet"
        && attribute.Value.StartsWith("javascript:(()=>{const d=document,a='http://127.0.0.1:", StringComparison.Ordinal)
        && !attribute.Value.Contains('<', StringComparison.Ordinal);

    private async Task<string> RuleAsync(object rule)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/default/rules") { Content = JsonContent.Create(rule) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var answer = await _boss.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }
}
