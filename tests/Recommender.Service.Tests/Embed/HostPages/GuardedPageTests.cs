using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static Recommender.Service.Tests.Embed.HostPages.HostSite;

namespace Recommender.Service.Tests.Embed.HostPages;

/// <summary>The element in pages whose headers forbid much.</summary>
public sealed class GuardedPageTests(HostSite host) : IClassFixture<HostSite>
{
    private const string Images = $"img-src {Site}";

    [Theory]
    [InlineData("default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; connect-src " + Origin + "; " + Images)]
    [InlineData("default-src 'none'; script-src " + Origin + "; connect-src " + Origin + "; style-src 'self'; " + Images)]
    [InlineData("require-trusted-types-for 'script'; trusted-types 'none'")]
    [InlineData("require-trusted-types-for 'script'; trusted-types other; script-src 'nonce-n1'")]
    public async Task A_content_security_policy_that_names_the_service_is_kept(string policy)
    {
        var page = await host.OpenAsync(
            Page($"<h1>T</h1>{Block}",
                $"<link rel=canonical href='{Site}/harbour-1'><script async nonce=n1 src='{Origin}/embed.js'></script>"),
            headers: new() { ["Content-Security-Policy"] = policy });

        await DrawnAsync(page.Page.Locator(".recommender a"));
        await Expect(page.Page.Locator(".recommender .recommender-link").First).ToHaveCSSAsync("text-decoration-line", "none");
        Assert.DoesNotContain(page.Complaints, complaint => complaint.Contains("Trusted", StringComparison.Ordinal)
            || complaint.Contains("Security", StringComparison.Ordinal));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_policy_without_the_service_is_named_in_the_console()
    {
        var page = await host.OpenAsync(Page($"<h1>T</h1>{Block}", Head + $"<script async src='{Origin}/embed.js'></script>"),
            headers: new() { ["Content-Security-Policy"] = "connect-src 'self'" });
        await page.Page.WaitForTimeoutAsync(500);

        Assert.Contains("connect-src", Assert.Single(page.Told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("require-corp")]
    [InlineData("credentialless")]
    public async Task A_cross_origin_isolated_page_has_its_block(string embedder)
    {
        var page = await host.OpenAsync(Page($"<h1>T</h1>{Block}"), headers: new()
        {
            ["Cross-Origin-Embedder-Policy"] = embedder, ["Cross-Origin-Opener-Policy"] = "same-origin",
        });

        await DrawnAsync(page.Page.Locator(".recommender a"));
        Assert.True(await page.Page.EvaluateAsync<bool>("crossOriginIsolated"));
    }

    [Fact]
    public async Task The_script_may_be_checked_by_its_hash()
    {
        var hash = Convert.ToBase64String(SHA384.HashData(Encoding.UTF8.GetBytes(await host.ReadAsync("/embed.js"))));
        var page = await host.OpenAsync(Page($"<h1>T</h1>{Block}",
            Head + $"<script async crossorigin integrity='sha384-{hash}' src='{Origin}/embed.js'></script>"));

        await DrawnAsync(page.Page.Locator(".recommender a"));
    }

    [Fact]
    public async Task A_sandboxed_frame_and_a_quirky_page_have_their_blocks()
    {
        var page = await host.OpenAsync(new Dictionary<string, string>
        {
            ["/harbour-1"] = $"<html><body><h1>T</h1>{Block}"
                + $"<iframe sandbox=allow-scripts src=/frame width=800 height=900></iframe>{Script}",
            ["/frame"] = Page($"<h1>T</h1>{Block}"),
        });

        await DrawnAsync(page.Page.Locator(".recommender a"));
        await Expect(page.Page.FrameLocator("iframe").Locator(".recommender a").First).ToBeAttachedAsync();
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task Any_page_may_load_script_and_style_sheet()
    {
        foreach (var path in (string[])["/embed.js", "/embed.css"])
        {
            var answer = await host.GetAsync(path);

            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("cross-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        }
    }

    private static async Task DrawnAsync(ILocator links)
    {
        await Expect(links.First).ToHaveAttributeAsync("href", Site + "/harbour-2");
        await links.Page.Mouse.MoveAsync(5, 5);
        await links.Page.Mouse.MoveAsync(5, 6);
        await Expect(links.First).ToBeVisibleAsync();
    }
}
