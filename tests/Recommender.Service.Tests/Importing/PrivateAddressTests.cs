using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Importing;

/// <summary>Sources must not lead the service to addresses of its own network.</summary>
public sealed class PrivateAddressTests
{
    private static readonly string OneArticle = Samples.Rss(Samples.Item("a"));

    [Theory]
    [InlineData("http://127.0.0.1:{0}/feed.xml")]
    [InlineData("http://localhost:{0}/feed.xml")]
    [InlineData("http://[::1]:{0}/feed.xml")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/feed.xml")]
    [InlineData("http://2130706433:{0}/feed.xml")]
    [InlineData("http://0x7f.1:{0}/feed.xml")]
    [InlineData("http://0.0.0.0:{0}/feed.xml")]
    [InlineData("http://10.0.0.1/feed.xml")]
    [InlineData("http://192.168.1.1/feed.xml")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fe80::1]/feed.xml")]
    [InlineData("http://[fd00:ec2::254]/latest/meta-data/")]
    public async Task Private_addresses_are_refused_by_default_even_behind_a_host_name(string url)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop(
            ("Recommender:Fetching:AllowPrivateAddresses", "false"), ("Recommender:Fetching:MaxRetries", "3"));
        site.Page("/feed.xml", OneArticle);

        var error = await workshop.FailureAsync(url.Replace("{0}", $"{new Uri(site.Url).Port}", StringComparison.Ordinal));

        Assert.Contains("is the private address", error);
        Assert.Contains("Recommender:Fetching:AllowPrivateAddresses", error);
        Assert.Empty(site.Requests);
    }

    [Fact]
    public async Task A_redirect_from_a_public_host_to_a_private_address_is_refused()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = Behind(site);
        site.Redirect("/feed.xml", $"http://127.0.0.1:{new Uri(site.Url).Port}/secret");
        site.Page("/secret", OneArticle);
        site.Page("/fine", OneArticle);

        Assert.Contains("127.0.0.1 is the private address", await workshop.FailureAsync("http://public.example/feed.xml"));
        Assert.Equal(["/feed.xml"], site.Requests);
        Assert.Equal(1, (await workshop.ImportAsync("http://public.example/fine")).New);
    }

    [Fact]
    public async Task A_next_page_and_a_page_of_a_sitemap_on_a_private_address_are_refused()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = Behind(site);
        site.Page("/feed.xml", Samples.Atom("<link rel='next' "
            + "href='http://169.254.169.254/latest'/><entry><id>a</id><title>Harbour</title></entry>"));
        site.Page("/sitemap.xml", "<urlset><url><loc>http://public.example/moved</loc></url></urlset>");
        site.Redirect("/moved", "http://10.0.0.1/admin");
        site.Page("/others.xml", "<urlset><url><loc>http://10.0.0.1/admin</loc></url></urlset>");

        Assert.Contains("private address", Assert.Single((await workshop.ImportAsync("http://public.example/feed.xml")).Errors));
        var report = await workshop.ImportAsync("http://public.example/sitemap.xml");
        Assert.Contains("10.0.0.1 is the private address", Assert.Single(report.Missing));
        Assert.Contains(
            "addresses of other hosts are not read",
            Assert.Single((await workshop.ImportAsync("http://public.example/others.xml")).Missing));
    }

    // The site as public.example; all other connections are as strict as in production.
    private static Workshop Behind(LocalSite site) => new(
        services => services.AddHttpClient(Fetcher.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancel) =>
            {
                if (context.DnsEndPoint.Host != "public.example")
                {
                    return await PublicAddresses.ConnectAsync(context.DnsEndPoint, allowPrivate: false, cancel);
                }

                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, new Uri(site.Url).Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }),
        ("Recommender:Fetching:AllowPrivateAddresses", "false"));
}
