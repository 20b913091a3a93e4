using System.Net;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Tests.People;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.Training;

/// <summary>Who requested a run and who cancelled it, by the id of a person or a key.</summary>
public sealed class RunAuthorTests : IAsyncLifetime
{
    private RunningService _service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await Guests.ServiceAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("Carla Chief")]
    [InlineData("operator")]
    public async Task People_of_one_shown_name_differ_by_id_and_by_sign_in_name(string name)
    {
        var carla = await _service.PersonAsync("carla", Role.Administrator, name: name);
        var mallory = await _service.PersonAsync("mallory", Role.Administrator, name: name);
        var run = await ClaimAsync(carla);
        using var browser = await _service.SignedInAsync("mallory");

        var answer = await CancelAsync(browser, run);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var shown = JsonSerializer.Deserialize<JsonElement>(await browser.TextAsync($"/v1/default/runs/{run.Id}"));
        Assert.Equal($"person:{carla.Id}", shown.GetProperty("whoId").GetString());
        Assert.Equal($"person:{mallory.Id}", shown.GetProperty("cancelledById").GetString());
        Assert.EndsWith(" (carla)", shown.GetProperty("who").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(" (mallory)", shown.GetProperty("cancelledBy").GetString(), StringComparison.Ordinal);
        Assert.Contains($"{name} (carla)", WebUtility.HtmlDecode(await browser.TextAsync("/desk/default/runs")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_cancels_is_kept_by_its_id()
    {
        var run = await ClaimAsync(await _service.PersonAsync("carla", Role.Administrator));
        using var key = await _service.KeyAsync(Role.Administrator);

        Assert.Equal(HttpStatusCode.OK, (await CancelAsync(key, run)).StatusCode);

        var id = Assert.Single(await _service.Get<ApiKeyStore>().ListAsync(Cancel)).Id;
        Assert.Equal($"key:{id}", (await _service.Get<RunStore>().FindAsync(SiteStore.Default, run.Id, Cancel))!.CancelledById);
    }

    // Held by this process, so that no other one works on it.
    private async Task<Run> ClaimAsync(Person person) => (await _service.Get<RunStore>().ClaimAsync(
        SiteStore.Default, new RunRequest(RunReason.Hand, Actor.Of(person).Author), RunOwner.Current, Cancel))!;

    private static Task<HttpResponseMessage> CancelAsync(HttpClient client, Run run)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/default/runs/{run.Id}/cancel");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return client.SendAsync(request, Cancel);
    }
}
