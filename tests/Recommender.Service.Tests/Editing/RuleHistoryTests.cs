using System.Net;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using static Recommender.Service.Tests.Editing.RuleRequests;

namespace Recommender.Service.Tests.Editing;

public class RuleHistoryTests
{
    [Fact]
    public async Task A_removed_rule_keeps_its_history_and_any_version_can_be_restored()
    {
        await using var service = await ServeNewsroomAsync();
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2, "first"), Anna);
        await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{id}", Pin("harbour-1", "choir", 5, "second"), Anna, "\"1\"");

        var removed = await service.AskAsync(HttpMethod.Delete, $"{RulesPath}/{id}?reason=over", null, Ben, "\"2\"");
        Assert.True(removed.Json.GetProperty("removed").GetBoolean());
        Assert.Empty(service.Get<SiteSnapshots>().Find("default")!.Rules.Rules);
        Assert.Empty(await service.RuleIdsAsync(""));
        Assert.Equal([id], await service.RuleIdsAsync("?state=removed"));

        var restored = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/{id}/restore?version=1&reason=again", null, Anna);

        Assert.Equal(
            (HttpStatusCode.OK, 2, false),
            (restored.Status, restored.Json.GetProperty("slot").GetInt32(), restored.Json.GetProperty("removed").GetBoolean()));
        Assert.Equal(2, Assert.IsType<PinRule>(Assert.Single(service.Get<SiteSnapshots>().Find("default")!.Rules.Rules)).Slot);
        Assert.Equal(
            ["1 created by anna: first", "2 changed by anna: second", "3 removed by ben: over", "4 restored by anna: again"],
            await service.HistoryAsync(id));
        var unknown = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/{id}/restore?version=9", null, Anna);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await service.AskAsync(HttpMethod.Get, $"{RulesPath}/nobody/history")).Status);
    }

    [Fact]
    public async Task Undo_reverts_the_changes_of_a_person_step_by_step()
    {
        await using var service = await ServeNewsroomAsync();
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2), Anna);
        await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{id}", Pin("harbour-1", "choir", 5), Anna, "\"1\"");
        await service.AskAsync(HttpMethod.Delete, $"{RulesPath}/{id}", null, Anna, "\"2\"");
        var others = await service.MakeAsync(Pin("harbour-1", "meteorite-1", 1), Ben);

        Answer[] undone =
        [
            await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna),
            await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna),
            await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna),
        ];

        Assert.Equal(
            [(false, 5), (false, 2), (true, 2)],
            undone.Select(answer => (answer.Items[0].GetProperty("removed").GetBoolean(), answer.Items[0].GetProperty("slot").GetInt32())));
        Assert.Equal(HttpStatusCode.Conflict, (await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna)).Status);
        Assert.Equal([others], await service.RuleIdsAsync(""));
        Assert.Equal(6, (await service.HistoryAsync(id)).Length);
    }

    [Fact]
    public async Task Undo_does_not_revert_a_rule_that_another_person_changed_since()
    {
        await using var service = await ServeNewsroomAsync();
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2), Anna);
        await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{id}", Pin("harbour-1", "choir", 5), Ben, "\"1\"");

        var undo = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna);

        Assert.Equal(HttpStatusCode.Conflict, undo.Status);
        Assert.Contains("changed by ben", undo.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(5, (await service.RuleAsync(id)).Json.GetProperty("slot").GetInt32());
        // After the other person reverts that change, it is the newest again.
        await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Ben);
        var second = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna);
        Assert.True(second.Items[0].GetProperty("removed").GetBoolean());
    }
}
