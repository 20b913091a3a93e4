using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Storage;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Editing;

/// <summary>Whose change it is, by the id of a person or a key; never by a name, which others may have.</summary>
public sealed class ChangeAuthorTests : IAsyncLifetime
{
    private const string Undo = "/v1/default/rules/undo";
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await Guests.ServiceAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("Carla Chief")]
    [InlineData("Carla\u200b Chief")]
    [InlineData("operator")]
    public async Task A_person_of_the_same_shown_name_cannot_undo_anothers_change(string name)
    {
        await _service.PersonAsync("carla", Role.ChiefEditor, name: name);
        await _service.PersonAsync("mallory", Role.Editor, name: name);
        using var carla = await _service.SignedInAsync("carla");
        using var mallory = await _service.SignedInAsync("mallory");
        var rule = await MakeAsync(carla);

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(mallory, Undo)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(carla, Undo)).StatusCode);

        var history = await HistoryAsync(carla, rule);
        var id = (await _service.Get<PersonStore>().FindBySignInAsync("carla", TestContext.Current.CancellationToken))!.Id;
        Assert.Equal([$"person:{id}", $"person:{id}"], history.Select(change => change.GetProperty("whoId").GetString()));
        Assert.All(history, change => Assert.Contains("(carla)", change.GetProperty("who").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_undoes_its_own_changes_and_not_those_of_a_key_with_its_name()
    {
        using var one = await _service.KeyAsync(Role.ChiefEditor);
        using var other = await _service.KeyAsync(Role.ChiefEditor);
        await MakeAsync(one);

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(other, Undo)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(one, Undo)).StatusCode);
    }

    [Fact]
    public async Task A_new_name_takes_nothing_away()
    {
        var person = await _service.PersonAsync("carla", Role.ChiefEditor, name: "Carla");
        using var carla = await _service.SignedInAsync("carla");
        await MakeAsync(carla);
        await _service.Get<Database>().WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(
                "update person set name = 'Carla Other' where id = @Id", new { person.Id }, transaction),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(carla, Undo)).StatusCode);
    }

    [Fact]
    public async Task Nobody_undoes_a_change_whose_author_is_not_known()
    {
        await _service.PersonAsync("carla", Role.ChiefEditor, name: "Carla");
        using var carla = await _service.SignedInAsync("carla");
        var rule = await MakeAsync(carla);
        await _service.Get<Database>().WriteAsync((connection, transaction) => connection.ExecuteAsync(
            "update rule_change set who_id = null", transaction: transaction), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(carla, Undo)).StatusCode);
        Assert.False(Assert.Single(await HistoryAsync(carla, rule)).TryGetProperty("whoId", out _));
    }

    private static async Task<string> MakeAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/default/rules")
        {
            Content = JsonContent.Create(new
            {
                kind = "exclude", scope = "site", subject = "article", subjectValue = ArticleKey.Of("choir"),
            }),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement[]> HistoryAsync(HttpClient client, string rule) =>
    [
        .. JsonSerializer.Deserialize<JsonElement>(await client.TextAsync($"/v1/default/rules/{rule}/history"))
            .GetProperty("items").EnumerateArray(),
    ];

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
