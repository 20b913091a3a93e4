using System.Net;
using System.Text.RegularExpressions;
using Recommender.Service.Commands;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk.SignIn;

public partial class FirstAdministratorTests
{
    [Fact]
    public async Task The_first_start_writes_a_one_time_link_to_a_file_of_its_owner_and_only_the_path_to_the_log()
    {
        using var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        var old = await FirstLinkAsync(folder, _ => Task.CompletedTask);
        await FirstLinkAsync(folder, async link =>
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
            {
                BaseAddress = new Uri(new Uri(link).GetLeftPart(UriPartial.Authority)),
            };
            var secret = link[(link.IndexOf("link=", StringComparison.Ordinal) + 5)..];
            Assert.Equal(HttpStatusCode.NotFound,
                (await client.GetAsync(new Uri(old).PathAndQuery, TestContext.Current.CancellationToken)).StatusCode);
            var weak = await client.SendFormAsync(
                link, "/desk/-/first-administrator", ("link", secret), ("name", "Boss"), ("signIn", "boss"),
                ("password", "boss boss boss"));
            Assert.Equal(HttpStatusCode.BadRequest, weak.StatusCode);

            var made = await client.SendFormAsync(
                link, "/desk/-/first-administrator", ("link", secret), ("name", "Boss"), ("signIn", "boss"), ("password", Guests.Password));

            Assert.Equal("/desk", made.Headers.Location?.ToString());
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/desk/-/people", TestContext.Current.CancellationToken)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
        });

        Assert.False(File.Exists(Path.Combine(folder.Data, "first-administrator-link.txt")));
        Assert.DoesNotContain("first-administrator", await ServeAsync(folder, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_expires_after_a_day()
    {
        await using var service = await Guests.ServiceAsync();
        var links = service.Get<OneTimeLinkStore>();
        var secret = (await links.ForFirstAdministratorAsync(TestContext.Current.CancellationToken))!;
        Assert.True(await links.MakesFirstAdministratorAsync(secret, TestContext.Current.CancellationToken));

        service.Clock.Advance(TimeSpan.FromHours(24));

        Assert.False(await links.MakesFirstAdministratorAsync(secret, TestContext.Current.CancellationToken));
        Assert.Null(await links.MakeFirstAdministratorAsync(secret, "n", "n", "hash", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_one_of_several_simultaneous_users_of_the_link_becomes_administrator()
    {
        await using var service = await Guests.ServiceAsync();
        var links = service.Get<OneTimeLinkStore>();
        var secret = (await links.ForFirstAdministratorAsync(TestContext.Current.CancellationToken))!;

        var made = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => links.MakeFirstAdministratorAsync(secret, $"n{i}", $"n{i}", "hash", TestContext.Current.CancellationToken)));

        Assert.Single(made, id => id is not null);
        Assert.Single(await service.Get<PersonStore>().ListAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> FirstLinkAsync(TestFolder folder, Func<string, Task> use)
    {
        var link = "";
        await ServeAsync(folder, async said =>
        {
            var file = Path.Combine(folder.Data, "first-administrator-link.txt");
            Assert.Contains(file, said, StringComparison.Ordinal);
            Assert.DoesNotContain("link=", said, StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode);
            link = Link().Match(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Value;
            Assert.NotEmpty(link);
            await use(link);
        });
        return link;
    }

    /// <summary>Runs the command until its console output is complete, then stops it.</summary>
    private static async Task<string> ServeAsync(TestFolder folder, Func<string, Task>? use)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var console = new StringWriter();
        var said = TextWriter.Synchronized(console);
        var serving = CommandLine.RunAsync(Program.Verbs(), 
            ["serve", "--urls", "http://127.0.0.1:0", "--data", folder.Data, "--models", folder.Models], TextWriter.Null, said, stop.Token);
        for (var i = 0; i < 600 && !serving.IsCompleted && !Complete(console.ToString(), use is not null); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        try
        {
            await (use?.Invoke(console.ToString()) ?? Task.Delay(300, TestContext.Current.CancellationToken));
        }
        finally
        {
            await stop.CancelAsync();
            await serving;
        }

        return console.ToString();
    }

    private static bool Complete(string said, bool withLink) =>
        said.Contains("Ctrl-C", StringComparison.Ordinal)
        && (!withLink || said.TrimEnd().EndsWith("first-administrator-link.txt", StringComparison.Ordinal));

    [GeneratedRegex(@"http://\S+/desk/-/first-administrator\?link=[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
