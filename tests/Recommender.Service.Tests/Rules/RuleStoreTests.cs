using Recommender.Service.Articles;
using Recommender.Service.Rules;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Rules;

public class RuleStoreTests
{
    [Fact]
    public async Task A_reader_gets_only_the_changes_since_its_last_read()
    {
        using var folder = await new TestFolder().WithAsync();
        using var database = Database.Open(folder.Data);
        var store = new RuleStore(database, TimeProvider.System);
        var cancel = TestContext.Current.CancellationToken;
        var made = await store.ApplyAsync(
            SiteStore.Default, "anna", [.. Enumerable.Range(0, 700).Select(i => RuleEdit.Create(NoBlock($"section {i}")))], 1000, cancel);
        var (revision, all) = await store.ChangedSinceAsync(SiteStore.Default, 0, cancel);
        var served = SiteRules.None.With(new ChangedRules(revision, all));
        Assert.Equal(made.Rules.Select(rule => rule.Id), served.Rules.Select(rule => rule.Id));

        await store.ApplyAsync(SiteStore.Default, "ben",
            [RuleEdit.Remove(made.Rules[5], "over"), RuleEdit.Change(made.Rules[7], NoBlock("another")), RuleEdit.Create(NoBlock("new"))],
            1000, cancel);
        var (next, changed) = await store.ChangedSinceAsync(SiteStore.Default, revision, cancel);

        Assert.Equal((700, 703, 3), (revision, next, changed.Count));
        var after = served.With(new ChangedRules(next, changed));
        Assert.Equal((700, "another", "new"), (after.Rules.Length, after.Rules[6].ScopeValue, after.Rules[^1].ScopeValue));
        Assert.DoesNotContain(after.Rules, rule => rule.Id == made.Rules[5].Id);
        var (whole, everything) = await store.ChangedSinceAsync(SiteStore.Default, 0, cancel);
        Assert.Equal(Json(SiteRules.None.With(new ChangedRules(whole, everything))), Json(after));
    }

    [Fact]
    public async Task A_batch_of_changes_is_applied_as_a_whole_or_not_at_all()
    {
        using var folder = await new TestFolder().WithAsync();
        using var database = Database.Open(folder.Data);
        var store = new RuleStore(database, TimeProvider.System);
        var cancel = TestContext.Current.CancellationToken;
        var made = (await store.ApplyAsync(
            SiteStore.Default, "anna", [RuleEdit.Create(NoBlock("a")), RuleEdit.Create(NoBlock("b"))], 3, cancel)).Rules;
        await store.ApplyAsync(SiteStore.Default, "anna", [RuleEdit.Remove(made[0], null)], 3, cancel);

        var outdated = await store.ApplyAsync(
            SiteStore.Default, "ben", [RuleEdit.Change(made[1], NoBlock("c")), RuleEdit.Change(made[0], NoBlock("d"))], 3, cancel);
        var tooMany = await store.ApplyAsync(
            SiteStore.Default, "ben",
            [RuleEdit.Create(NoBlock("e")), RuleEdit.Create(NoBlock("f")), RuleEdit.Create(NoBlock("g"))], 3, cancel);

        Assert.Equal((RuleWriteOutcome.Outdated, RuleWriteOutcome.TooMany), (outdated.Outcome, tooMany.Outcome));
        Assert.Equal(3, (await store.ChangedSinceAsync(SiteStore.Default, 0, cancel)).Revision);
        Assert.Equal("b", (await store.FindAsync(SiteStore.Default, made[1].Id, cancel))!.ScopeValue);
    }

    private static string Json(SiteRules rules) => ApiJson.Write((rules.Revision, rules.Rules.Select(RuleDocument.Of)));

    private static RuleInput NoBlock(string section) => new() { Kind = RuleKind.NoBlock, Scope = RuleScope.Section, ScopeValue = section };
}
