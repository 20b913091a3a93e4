using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary><c>/v1/people</c> and <c>/v1/keys</c>.</summary>
public sealed class PeopleApiTests : IAsyncLifetime
{
    private RunningService _service = null!;
    private HttpClient _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync();
        _admin = await _service.KeyAsync(Role.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task An_invited_person_chooses_a_password_once_and_is_signed_in()
    {
        var added = await SendAsync(_admin, HttpMethod.Post, "/v1/people",
            new { name = "Mila Brandt", signIn = "Mila@Courier.example", role = "editor", site = "default" });
        Assert.Equal(HttpStatusCode.Created, added.Status);
        var link = added.Body.GetProperty("link").GetString()!;
        Assert.StartsWith(_service.Address.ToString(), link, StringComparison.Ordinal);
        Assert.Equal("invited", added.Body.GetProperty("person").GetProperty("state").GetString());

        var mila = _service.NewClient();
        var tooShort = await mila.SendFormAsync(link, "/desk/-/password", ("link", SecretOf(link)), ("password", "short"));
        Assert.Equal(HttpStatusCode.BadRequest, tooShort.StatusCode);
        var chosen = await mila.SendFormAsync(link, "/desk/-/password", ("link", SecretOf(link)), ("password", Guests.Password));
        Assert.Equal("/desk", chosen.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await mila.GetAsync("/desk/default", TestContext.Current.CancellationToken)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound,
            (await _service.NewClient().GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
        Assert.NotNull(await _service.CheckAsync("mila@courier.EXAMPLE", Guests.Password));
    }

    [Fact]
    public async Task A_reset_invalidates_the_earlier_link_forgets_failures_and_ends_sessions()
    {
        var cancel = TestContext.Current.CancellationToken;
        var person = await _service.PersonAsync("tom", Role.Viewer);
        var session = await _service.SignedInAsync("tom");
        for (var i = 0; i < SignInAttemptStore.FreeByNameAndClient; i++)
        {
            await _service.CheckAsync("tom", "wrong");
        }

        var first = (await SendAsync(_admin, HttpMethod.Post, $"/v1/people/{person.Id}/reset")).Body.GetProperty("link").GetString()!;
        var second = (await SendAsync(_admin, HttpMethod.Post, $"/v1/people/{person.Id}/reset")).Body.GetProperty("link").GetString()!;
        Assert.Equal(HttpStatusCode.NotFound, (await _service.GetAsync(first)).StatusCode);
        await _service.NewClient().SendFormAsync(
            second, "/desk/-/password", ("link", SecretOf(second)), ("password", "words nobody else has"));

        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("/desk/default", cancel)).StatusCode);
        Assert.NotNull(await _service.CheckAsync("tom", "words nobody else has"));

        var late = (await SendAsync(_admin, HttpMethod.Post, $"/v1/people/{person.Id}/reset")).Body.GetProperty("link").GetString()!;
        _service.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(HttpStatusCode.NotFound, (await _service.GetAsync(late)).StatusCode);
    }

    [Fact]
    public async Task Roles_are_set_and_removed_by_site()
    {
        var person = await _service.PersonAsync("tom", Role.Viewer, "default");

        Assert.Equal(HttpStatusCode.NoContent,
            (await SendAsync(_admin, HttpMethod.Put, $"/v1/people/{person.Id}/roles/*", new { role = "chiefEditor" })).Status);
        Assert.Equal(HttpStatusCode.NoContent,
            (await SendAsync(_admin, HttpMethod.Delete, $"/v1/people/{person.Id}/roles/default")).Status);

        var listed = Assert.Single((await SendAsync(_admin, HttpMethod.Get, "/v1/people")).Body.GetProperty("people").EnumerateArray());
        Assert.Equal("""{"*":"chiefEditor"}""", JsonSerializer.Serialize(listed.GetProperty("roles")));
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("not json", 400)]
    [InlineData("""{"name":"n","signIn":"s","role":"king"}""", 400)]
    [InlineData("""{"name":"n","signIn":"s","role":"4"}""", 400)]
    [InlineData("""{"name":"n","signIn":"two words","role":"viewer"}""", 400)]
    [InlineData("""{"name":"\u0000","signIn":"s","role":"viewer"}""", 400)]
    [InlineData("""{"name":"n","signIn":"s","role":"viewer","site":"nowhere"}""", 400)]
    [InlineData("""{"name":"n","signIn":"s","role":"viewer","site":"No Site"}""", 400)]
    [InlineData("""{"name":"n","signIn":"TOM","role":"viewer"}""", 409)]
    public async Task Invalid_people_are_refused_with_an_explanation(string body, int status)
    {
        await _service.PersonAsync("tom", Role.Viewer);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await _admin.PostAsync("/v1/people", content, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Single(await _service.Get<PersonStore>().ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_last_administrator_of_all_sites_cannot_be_removed()
    {
        var boss = await _service.PersonAsync("boss", Role.Administrator);

        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(_admin, HttpMethod.Delete, $"/v1/people/{boss.Id}")).Status);
        Assert.Equal(HttpStatusCode.Conflict,
            (await SendAsync(_admin, HttpMethod.Put, $"/v1/people/{boss.Id}/roles/*", new { role = "editor" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(_admin, HttpMethod.Delete, $"/v1/people/{boss.Id}/roles/*")).Status);

        await _service.PersonAsync("other", Role.Administrator);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(_admin, HttpMethod.Delete, $"/v1/people/{boss.Id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(_admin, HttpMethod.Post, $"/v1/people/{boss.Id}/enable")).Status);
    }

    [Fact]
    public async Task An_administrator_of_one_site_manages_only_that_site()
    {
        await _service.Folder.WithAsync("blog", TestArticles.Of("post"));
        using var blog = await _service.KeyAsync(Role.Administrator, "blog");
        var boss = await _service.PersonAsync("boss", Role.Administrator);
        var both = await _service.PersonAsync("both", Role.Editor, "blog");
        await _service.Get<PersonStore>()
            .SetRoleAsync(both.Id, "default", Role.Editor, Actor.Operator, TestContext.Current.CancellationToken);
        var own = await _service.PersonAsync("own", Role.Editor, "blog");

        var seen = (await SendAsync(blog, HttpMethod.Get, "/v1/people")).Body.GetProperty("people").EnumerateArray()
            .Select(person => person.GetProperty("signIn").GetString());
        Assert.Equal(["both", "own"], seen);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await SendAsync(blog, HttpMethod.Post, "/v1/people", new { name = "n", signIn = "n", role = "viewer" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await SendAsync(blog, HttpMethod.Post, "/v1/people",
            new { name = "n", signIn = "n", role = "viewer", site = "default" })).Status);
        Assert.Equal(HttpStatusCode.Created,
            (await SendAsync(blog, HttpMethod.Post, "/v1/people",
            new { name = "n", signIn = "n", role = "administrator", site = "blog" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await SendAsync(blog, HttpMethod.Put, $"/v1/people/{own.Id}/roles/*", new { role = "viewer" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await SendAsync(blog, HttpMethod.Put, $"/v1/people/{own.Id}/roles/default", new { role = "viewer" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(blog, HttpMethod.Delete, $"/v1/people/{boss.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await SendAsync(blog, HttpMethod.Put, $"/v1/people/{boss.Id}/roles/blog", new { role = "viewer" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(blog, HttpMethod.Post, $"/v1/people/{both.Id}/reset")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(blog, HttpMethod.Delete, $"/v1/people/{both.Id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(blog, HttpMethod.Delete, $"/v1/people/{both.Id}/roles/blog")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(blog, HttpMethod.Delete, $"/v1/people/{own.Id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await SendAsync(blog, HttpMethod.Post, "/v1/keys", new { name = "n", role = "viewer" })).Status);
        Assert.Equal("blog", Assert.Single((await SendAsync(blog, HttpMethod.Get, "/v1/keys")).Body.GetProperty("keys").EnumerateArray())
            .GetProperty("site").GetString());
    }

    [Fact]
    public async Task A_key_is_shown_once_stored_as_a_hash_and_ends_by_expiry_or_revocation()
    {
        var cancel = TestContext.Current.CancellationToken;
        var made = await SendAsync(_admin, HttpMethod.Post, "/v1/keys",
            new { name = "nightly", role = "viewer", site = "default", days = 10 });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var (id, secret) = (made.Body.GetProperty("id").GetString()!, made.Body.GetProperty("key").GetString()!);
        Assert.Matches("^rk_[A-Za-z0-9_-]{43}$", secret);
        using var program = _service.WithKey(secret);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/v1/default/search?q=choir", cancel)).StatusCode);

        var listed = (await SendAsync(_admin, HttpMethod.Get, "/v1/keys")).Body.GetProperty("keys").EnumerateArray()
            .Single(key => key.GetProperty("id").GetString() == id);
        Assert.False(listed.TryGetProperty("key", out _));
        Assert.Equal("2026-06-01", listed.GetProperty("lastUsed").GetString());
        foreach (var file in Directory.GetFiles(_service.Folder.Data))
        {
            Assert.DoesNotContain(secret[3..], await ReadAsync(file), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(_admin, HttpMethod.Delete, $"/v1/keys/{id}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/v1/default/search?q=choir", cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(_admin, HttpMethod.Delete, $"/v1/keys/{id}")).Status);

        using var expiring = _service.WithKey((await SendAsync(
            _admin, HttpMethod.Post, "/v1/keys", new { name = "n", role = "viewer", days = 1 })).Body.GetProperty("key").GetString()!);
        _service.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await expiring.GetAsync("/v1/default/search?q=choir", cancel)).StatusCode);
        _service.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await expiring.GetAsync("/v1/default/search?q=choir", cancel)).StatusCode);
    }

    [Fact]
    public async Task A_key_counts_only_as_it_was_shown_and_in_its_header()
    {
        var made = await SendAsync(_admin, HttpMethod.Post, "/v1/keys", new { name = "n", role = "administrator" });
        var secret = made.Body.GetProperty("key").GetString()!;
        using var client = _service.NewClient();
        foreach (var query in new[] { $"key={secret}", $"access_token={secret}", $"authorization=Bearer%20{secret}" })
        {
            var answer = await client.GetAsync($"/v1/keys?{query}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        foreach (var wrong in new[]
        {
            new string([.. secret.Select(c => char.IsLower(c) ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))]), secret[..^1],
            secret + "A", secret[3..], Secrets.Hash(secret),
        })
        {
            using var other = _service.WithKey(wrong);
            Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/v1/keys", TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    [Theory]
    [InlineData("Bearer rk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer")]
    [InlineData("Basic dG9tOnRvbQ==")]
    public async Task An_invalid_key_does_not_authenticate(string header)
    {
        using var client = _service.NewClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        var answer = await client.GetAsync("/v1/keys", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Changes_of_access_are_recorded_in_the_history()
    {
        var person = await SendAsync(_admin, HttpMethod.Post, "/v1/people",
            new { name = "Mila", signIn = "mila", role = "editor", site = "default" });
        var id = person.Body.GetProperty("person").GetProperty("id").GetString();
        await SendAsync(_admin, HttpMethod.Put, $"/v1/people/{id}/roles/*", new { role = "viewer" });
        await SendAsync(_admin, HttpMethod.Delete, $"/v1/people/{id}");

        var changes = await _service.Get<AccessHistory>().LatestAsync(4, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["disabled mila ", "role mila viewer at *; an open link ended", "invited mila ", "person added mila editor at default"],
            changes.Select(change => $"{change.Action} {change.Subject} {change.Details}"));
        Assert.All(changes, change => Assert.StartsWith("key key of a Administrator (rk_", change.Who, StringComparison.Ordinal));
        Assert.All(changes, change => Assert.Matches("^key:[0-9a-f]{32}$", change.WhoId));
        Assert.All(changes, change => Assert.Equal($"person:{id}", change.SubjectId));
    }

    [Fact]
    public async Task The_OpenAPI_document_states_the_role_of_each_operation()
    {
        var document = await _service.GetJsonAsync("/openapi/v1.json");
        var post = document.GetProperty("paths").GetProperty("/v1/keys").GetProperty("post");

        Assert.Contains("administrator", post.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.True(post.GetProperty("responses").TryGetProperty("401", out _)
            && post.GetProperty("responses").TryGetProperty("403", out _));
        Assert.False(document.GetProperty("paths").GetProperty("/v1/{site}/related").GetProperty("get").GetProperty("responses")
            .TryGetProperty("401", out _));
    }

    private static string SecretOf(string link) => link[(link.IndexOf("link=", StringComparison.Ordinal) + 5)..];

    private static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }
}
