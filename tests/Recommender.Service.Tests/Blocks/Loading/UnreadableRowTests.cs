using System.Net;
using Dapper;
using Recommender.Service.Articles;
using Recommender.Service.Rules;
using Recommender.Service.Storage;
using Recommender.Service.Tests.Editing;
using Recommender.Service.Tests.Hostile;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Loading;

/// <summary>Rows as a damaged disk or a newer program leaves them, in one of two sites.</summary>
public class UnreadableRowTests
{
    private const string Site = "aaa";
    private const string Rules = $"/v1/{Site}/rules";

    // In the order of the rules that are made below.
    private static readonly (string Written, string Instead, string Problem)[] s_damages =
    [
        ("{", "{\"futureField\":1,", "unknown field 'futureField'"),
        ("\"kind\":\"exclude\"", "\"kind\":\"carousel\"", "unknown kind 'carousel'"),
        ("}", "", "its row does not hold valid JSON"),
    ];

    [Fact]
    public async Task The_service_starts_serves_the_other_site_and_health_names_site_and_row()
    {
        var (folder, ids) = await DamagedAsync();

        await using var service = await RunningService.StartAsync(folder);

        Assert.True((await service.GetAsync("/v1/default/related?id=choir")).IsSuccessStatusCode);
        Assert.True((await service.GetAsync($"/v1/{Site}/related?id=old")).IsSuccessStatusCode);
        await folder.WithAsync(Of("fresh", daysAgo: 0));
        await Eventually.HoldsAsync(async () => (await service.GetAsync("/v1/default/related?id=fresh")).IsSuccessStatusCode);
        var health = await service.HealthAsync();
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        string[] reasons =
            [.. RunningService.ReasonsOf(health).Where(reason => reason.Contains("cannot be read", StringComparison.Ordinal))];
        Assert.All(reasons, reason => Assert.StartsWith($"site {Site}: ", reason, StringComparison.Ordinal));
        var damaged = $"{ArticleKey.Of("damaged")} (its tags are not valid JSON)";
        Assert.Contains(reasons, reason => reason.Contains(damaged, StringComparison.Ordinal));
        for (var i = 0; i < s_damages.Length; i++)
        {
            Assert.Contains(reasons, reason => reason.Contains($"{ids[i]} ({s_damages[i].Problem})", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_problem_is_logged_once_with_the_site_and_the_rule()
    {
        var (folder, ids) = await RulesAsync();
        await using var service = await RunningService.StartAsync(folder);
        var errors = KeptErrors.Of(service);
        await DamageAsync(folder, ids);

        // Each of these writes makes the loader look at the site again.
        for (var i = 0; i < 3; i++)
        {
            await folder.WithAsync(Site, Of($"new-{i}", daysAgo: 0));
            await Eventually.HoldsAsync(async () => (await service.GetAsync($"/v1/{Site}/related?id=new-{i}")).IsSuccessStatusCode);
        }

        await Eventually.HoldsAsync(() => errors.All.Count > s_damages.Length);
        foreach (var line in (string[])[ArticleKey.Of("damaged"), .. ids.Take(s_damages.Length)])
        {
            var error = Assert.Single(errors.All, text => text.Contains(line, StringComparison.Ordinal));
            Assert.Contains($"Site {Site}: ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Unreadable_rules_are_inactive_and_stay_as_they_are_whatever_editors_do()
    {
        var (folder, ids) = await DamagedAsync();
        var before = await BodiesAsync(folder, ids);
        await using var service = await RunningService.StartAsync(folder);
        var (unreadable, readable) = ($"{Rules}/{ids[0]}", $"{Rules}/{ids[3]}");

        var list = await service.AskAsync(HttpMethod.Get, Rules);
        var export = await service.AskAsync(HttpMethod.Get, Rules + "/export?format=csv");
        var get = await service.AskAsync(HttpMethod.Get, unreadable);
        var put = await service.AskAsync(HttpMethod.Put, unreadable, Exclude("again"), ifMatch: "*");
        var import = await service.AskAsync(HttpMethod.Post, Rules + "/import", $"[{Exclude("again").Insert(1, $"\"id\":\"{ids[0]}\",")}]");
        var history = await service.AskAsync(HttpMethod.Get, unreadable + "/history");
        var change = await service.AskAsync(HttpMethod.Put, readable, Exclude("another"), ifMatch: "*");
        var undo = await service.AskAsync(HttpMethod.Post, Rules + "/undo");
        var undoOfUnreadable = await service.AskAsync(HttpMethod.Post, Rules + "/undo", person: "ed ChiefEditor");
        var desk = await service.AskAsync(HttpMethod.Get, $"/desk/{Site}/rules");

        Assert.Equal(ids[3], Assert.Single(list.Items).GetProperty("id").GetString());
        Assert.Equal(
            ids.Take(3).Order(),
            list.Json.GetProperty("unreadable").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!).Order());
        Assert.Equal(2, export.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.BadRequest), (get.Status, put.Status, import.Status));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (history.Status, change.Status, undo.Status));
        Assert.Equal(HttpStatusCode.Conflict, undoOfUnreadable.Status);
        Assert.Contains("unknown kind", desk.Text, StringComparison.Ordinal);
        Assert.Equal(before, await BodiesAsync(folder, ids));
    }

    [Fact]
    public async Task An_unreadable_rule_can_be_deleted_and_its_content_stays_in_the_history()
    {
        var (folder, ids) = await DamagedAsync();
        await using var service = await RunningService.StartAsync(folder);
        var path = $"{Rules}/{ids[0]}";

        var unseen = await service.AskAsync(HttpMethod.Delete, path, ifMatch: "\"7\"");
        var editor = await service.AskAsync(HttpMethod.Delete, path, ifMatch: "\"1\"", person: RuleRequests.Anna);
        var deleted = await service.AskAsync(HttpMethod.Delete, path, ifMatch: "\"1\"");

        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.Forbidden, HttpStatusCode.NoContent),
            (unseen.Status, editor.Status, deleted.Status));
        var health = await service.AskAsync(HttpMethod.Get, "/healthz");
        Assert.DoesNotContain(ids[0], health.Text, StringComparison.Ordinal);
        Assert.Contains(ids[1], health.Text, StringComparison.Ordinal);
        var history = await service.AskAsync(HttpMethod.Get, path + "/history");
        Assert.Equal("unknown field 'futureField'", history.Items[0].GetProperty("unreadable").GetString());
        Assert.Contains("futureField", (await BodiesAsync(folder, ids))[0], StringComparison.Ordinal);
    }

    private static string Exclude(string tag) => $$"""{"kind":"exclude","scope":"site","subject":"tag","subjectValue":"{{tag}}"}""";

    private static async Task<(TestFolder Folder, string[] Ids)> DamagedAsync()
    {
        var made = await RulesAsync();
        await DamageAsync(made.Folder, made.Ids);
        return made;
    }

    private static async Task<(TestFolder Folder, string[] Ids)> RulesAsync()
    {
        var folder = await (await new TestFolder().WithAsync(Newsroom)).WithAsync(Site, Of("old"), Of("damaged"));
        using var database = Database.Open(folder.Data);
        var made = await new RuleStore(database, TimeProvider.System).ApplyAsync(
            Site, "ed", [.. Enumerable.Range(0, 4).Select(i => RuleEdit.Create(new RuleInput
            {
                Kind = RuleKind.Exclude, Scope = RuleScope.Site, Subject = RuleSubject.Tag, SubjectValue = $"tag-{i}",
            }))],
            100, TestContext.Current.CancellationToken);
        return (folder, [.. made.Rules.Select(rule => rule.Id)]);
    }

    private static async Task DamageAsync(TestFolder folder, string[] ids)
    {
        using var database = Database.Open(folder.Data);
        await database.WriteAsync(
            async (connection, transaction) =>
            {
                for (var i = 0; i < s_damages.Length; i++)
                {
                    await connection.ExecuteAsync(
                        """
                        update site set rule_revision = rule_revision + 1 where name = @Site;
                        update rule set body = replace(body, @Written, @Instead),
                                revision = (select rule_revision from site where name = @Site)
                            where site = @Site and id = @id;
                        update rule_change set became = replace(became, @Written, @Instead) where site = @Site and rule = @id
                        """, new { Site, id = ids[i], s_damages[i].Written, s_damages[i].Instead }, transaction);
                }

                return await connection.ExecuteAsync(
                    """
                    update site set revision = revision + 1 where name = @Site;
                    update article set tags = '[1,', revision = (select revision from site where name = @Site)
                        where site = @Site and source_id = 'damaged'
                    """, new { Site }, transaction);
            },
            TestContext.Current.CancellationToken);
    }

    private static async Task<string[]> BodiesAsync(TestFolder folder, string[] ids)
    {
        using var database = Database.Open(folder.Data);
        await using var connection = await database.ConnectAsync(TestContext.Current.CancellationToken);
        var bodies = await connection.QueryAsync<(string Id, string Body)>("select id, body from rule where site = @Site", new { Site });
        return [.. ids.Take(s_damages.Length).Select(id => bodies.Single(row => row.Id == id).Body)];
    }
}
