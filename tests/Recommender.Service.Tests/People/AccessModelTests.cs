using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Tests.People;

/// <summary>Random histories of access: the program and the model must agree on who may do what.</summary>
public sealed class AccessModelTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Random_histories_give_everybody_the_rights_of_the_model()
    {
        var given = Environment.GetEnvironmentVariable("RECOMMENDER_ACCESS_HISTORIES");
        var histories = int.Parse(given ?? "300", CultureInfo.InvariantCulture);
        var began = TimeProvider.System.GetTimestamp();
        using var folder = new TestFolder();
        var clock = new FakeTimeProvider(TestArticles.Now);
        await using var services = AccessDoor.Build(folder, clock);
        var door = new AccessDoor(services, clock);
        await door.Get<SiteStore>().EnsureAsync("a", TestContext.Current.CancellationToken);
        await door.Get<SiteStore>().EnsureAsync("b", TestContext.Current.CancellationToken);
        for (var seed = 0; seed < histories; seed++)
        {
            Check(await new AccessHistoryRun(door, seed).RunAsync());
        }

        output.WriteLine($"{histories} histories in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s: no difference");
    }

    [Fact]
    public async Task Random_histories_give_everybody_the_rights_of_the_model_over_HTTP()
    {
        await using var service = await Guests.ServiceAsync();
        await service.Folder.WithAsync("a", TestArticles.Of("one"));
        await service.Folder.WithAsync("b", TestArticles.Of("two"));
        await Eventually.HoldsAsync(async () => (await service.GetAsync("/healthz")).IsSuccessStatusCode
            && service.Get<SiteSnapshots>().Find("b") is not null);
        for (var seed = 0; seed < 6; seed++)
        {
            Check(await new AccessHistoryRun(new HttpAccessDoor(service), seed, seesLowerRolesOfAllSites: false).RunAsync());
        }
    }

    // In full: an assertion would cut the steps off.
    private static void Check(string? difference)
    {
        if (difference is not null)
        {
            Assert.Fail(difference);
        }
    }
}
