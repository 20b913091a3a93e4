using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Durability;

public class RuleKillTests
{
    private const int Editors = 300;
    private const int PinsOfBlock = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(120)]
    [InlineData(330)]
    public async Task A_kill_amid_concurrent_edits_loses_no_acknowledged_edit_and_leaves_none_incomplete(int killAfter)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "killing a process is specific to Linux");
        using var folder = await new TestFolder().WithAsync([.. Enumerable.Range(0, Editors).Select(i => TestArticles.Of($"page-{i}"))]);
        var acknowledged = new ConcurrentQueue<Acknowledged>();
        using (var server = new ServingProcess(folder, await folder.KeyAsync(Role.Editor)))
        {
            var editing = Enumerable.Range(0, Editors).Select(i => EditAsync(server.Client, i, acknowledged)).ToList();
            await Eventually.HoldsAsync(
                () =>
                {
                    Assert.False(editing.TrueForAll(editor => editor.IsCompleted), "all editors gave up before the kill");
                    return acknowledged.Count >= killAfter;
                },
                pause: TimeSpan.FromMilliseconds(1));

            server.Kill();
            await Task.WhenAll(editing);
        }

        Assert.InRange(acknowledged.Count, killAfter, (2 * Editors) - 1);
        using var database = Database.Open(folder.Data);
        await using var connection = await database.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("pragma integrity_check"));
        var changes = (await connection.QueryAsync<(long Revision, long Batch, string Rule, long Version, string? Was, string Became)>(
            "select revision, batch, rule, version, was, became from rule_change order by revision")).ToList();
        var rules = (await connection.QueryAsync<(string Id, long Version, long Revision, string Body)>(
            "select id, version, revision, body from rule")).ToList();

        foreach (var (rule, version, slot) in acknowledged)
        {
            var written = Assert.Single(changes, change => change.Rule == rule && change.Version == version);
            Assert.Equal(slot, Assert.IsType<PinRule>(StoredRule.TryRead(written.Became, out _)).Slot);
        }

        Assert.Equal(Enumerable.Range(1, changes.Count).Select(i => (long)i), changes.Select(change => change.Revision));
        Assert.Equal(changes.Count, await connection.ExecuteScalarAsync<long>("select rule_revision from site"));
        Assert.Equal(changes.Count, await connection.ExecuteScalarAsync<long>("select count(distinct revision) from rule_concern"));
        Assert.Equal(rules.Select(rule => rule.Id).Order(), changes.Select(change => change.Rule).Distinct().Order());
        foreach (var rule in rules)
        {
            var history = changes.Where(change => change.Rule == rule.Id).ToList();
            Assert.Equal(Enumerable.Range(1, history.Count).Select(i => (long)i), history.Select(change => change.Version));
            Assert.Equal(history.SkipLast(1).Select(change => change.Became).Prepend(null), history.Select(change => change.Was));
            Assert.Equal((history[^1].Version, history[^1].Revision, history[^1].Became), (rule.Version, rule.Revision, rule.Body));
        }

        // All pins of a block are stored, or none of them.
        Assert.All(changes.GroupBy(change => change.Batch),
            batch => Assert.True(batch.Count() is 1 or PinsOfBlock, $"batch {batch.Key} has {batch.Count()} changes"));
        var blocks = Enumerable.Range(0, Editors).Where(editor => editor % 3 == 0).Select(Page).ToHashSet();
        Assert.All(
            rules.GroupBy(rule => StoredRule.TryRead(rule.Body, out _)!.ScopeValue!).Where(page => blocks.Contains(page.Key)),
            page => Assert.Equal(PinsOfBlock, page.Count()));
        await IsServedAsync(folder, rules.Count);
    }

    // Every third editor saves a block of three pins in one request; the others create a rule and change it.
    private static async Task EditAsync(HttpClient client, int editor, ConcurrentQueue<Acknowledged> acknowledged)
    {
        try
        {
            if (editor % 3 == 0)
            {
                using var put = new HttpRequestMessage(HttpMethod.Put, $"/v1/default/articles/{Page(editor)}/block")
                {
                    Headers = { { "If-Match", "*" } },
                    Content = JsonContent.Create(new
                    {
                        pins = Enumerable.Range(1, PinsOfBlock).Select(slot => new { article = Page((editor + slot) % Editors), slot }),
                        excluded = Array.Empty<string>(),
                    }),
                };
                foreach (var rule in (await AnswerAsync(client, put)).GetProperty("rules").EnumerateArray())
                {
                    Acknowledge(rule);
                }

                return;
            }

            using var post = new HttpRequestMessage(HttpMethod.Post, "/v1/default/rules") { Content = Pin(editor, 1) };
            var made = await AnswerAsync(client, post);
            Acknowledge(made);
            using var change = new HttpRequestMessage(HttpMethod.Put, $"/v1/default/rules/{made.GetProperty("id").GetString()}")
            {
                Headers = { { "If-Match", "\"1\"" } }, Content = Pin(editor, 2 + (editor % 40)),
            };
            Acknowledge(await AnswerAsync(client, change));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            // The server was killed: this edit may or may not be stored.
        }

        void Acknowledge(JsonElement rule) => acknowledged.Enqueue(new Acknowledged(
            rule.GetProperty("id").GetString()!, rule.GetProperty("version").GetInt64(), rule.GetProperty("slot").GetInt32()));
    }

    private static async Task<JsonElement> AnswerAsync(HttpClient client, HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static async Task IsServedAsync(TestFolder folder, int count)
    {
        using var server = new ServingProcess(folder, await folder.KeyAsync(Role.Editor));
        var list = await server.Client.GetFromJsonAsync<JsonElement>("/v1/default/rules?limit=1", TestContext.Current.CancellationToken);
        Assert.Equal(count, list.GetProperty("total").GetInt32());
        server.Kill();
    }

    private static JsonContent Pin(int editor, int slot) => JsonContent.Create(new
    {
        kind = "pin", scope = "article", scopeValue = Page(editor), subject = "article", subjectValue = Page((editor + 1) % Editors), slot,
    });

    private static string Page(int number) => ArticleKey.Of(string.Create(CultureInfo.InvariantCulture, $"page-{number}"));

    private sealed record Acknowledged(string Rule, long Version, int Slot);
}
