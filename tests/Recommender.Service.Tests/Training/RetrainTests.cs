using Recommender.Engine.Models;
using Recommender.Service.Articles;
using Recommender.Service.Models;
using Recommender.Service.Storage;
using Recommender.Service.Tests.Training.Gate;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.Training;

public sealed class RetrainTests : IDisposable
{
    private static readonly (string, string) Always = ("Recommender:Training:UpdateFrom", "0");
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task An_update_applies_added_changed_and_removed_articles_and_records_it()
    {
        var first = await TrainedAsync();
        await _folder.WithAsync(GateSite.Of(72, 0, 60), GateSite.Of(5, 6, -1));
        await WithdrawAsync("part-30");

        var second = await _folder.TrainAsync(RunRequest.Operator, Always);

        Assert.True(second.IsLive, second.Verdict.Reasons);
        Assert.Equal("update: 2 articles added or changed, 1 removed", second.Manifest.Why);
        Assert.Equal((first.Version, 2, 72), (second.Manifest.LearnedBy, second.Manifest.ChangedSinceLearned, second.Manifest.Articles));
        var lists = Lists(second);
        Assert.Equal(72, lists.Ids.Count);
        Assert.DoesNotContain(ArticleKey.Of("part-30"), lists.Ids);
        Assert.NotEqual(0, lists[lists.IndexOf(ArticleKey.Of("part-72"))].Length);

        await _folder.WithAsync(GateSite.Of(73, 1, 61));
        var third = await _folder.TrainAsync(RunRequest.Operator, Always);

        Assert.Equal((first.Version, 3, 73), (third.Manifest.LearnedBy, third.Manifest.ChangedSinceLearned, third.Manifest.Articles));
    }

    [Fact]
    public async Task A_full_retrain_is_chosen_when_the_site_has_changed_and_the_reason_is_recorded()
    {
        await TrainedAsync();
        await _folder.WithAsync(GateSite.Of(72, 0, 60));

        Assert.Equal("full retrain: requested", await WhyAsync(RunRequest.Operator with { Anew = true }, Always));
        Assert.Equal("full retrain: the site has fewer than 3000 articles", await WhyAsync(RunRequest.Operator));
        Assert.Equal("full retrain: the ranking settings have changed",
            await WhyAsync(RunRequest.Operator, Always, ("Recommender:Ranking:ListLength", "40")));
        Assert.Equal("full retrain: 0 days since the last one",
            await WhyAsync(RunRequest.Operator, Always, ("Recommender:Ranking:ListLength", "40"),
            ("Recommender:Training:FullAfterDays", "0")));

        await _folder.WithAsync([.. Enumerable.Range(80, 10).Select(number => GateSite.Of(number, number % 12, number % 60))]);
        Assert.Equal(
            "full retrain: 10 of 83 articles were added, changed or removed since the last one",
            await WhyAsync(RunRequest.Operator, Always, ("Recommender:Ranking:ListLength", "40")));

        await _folder.WithAsync(TestArticles.Of("foreign", 1,
            text: string.Join(' ', Enumerable.Range(0, 60).Select(i => $"quorvex{(char)('a' + i % 26)}{(char)('a' + i / 26)}ish"))));
        Assert.Matches(
            "full retrain: [0-9]+ ?% of the words of 1 new articles are unknown",
            await WhyAsync(RunRequest.Operator, Always, ("Recommender:Ranking:ListLength", "40")));
    }

    [Fact]
    public async Task Without_any_change_an_update_keeps_every_list()
    {
        var first = await TrainedAsync();

        var second = await _folder.TrainAsync(RunRequest.Operator, Always);

        Assert.Equal("update: 0 articles added or changed, 0 removed", second.Manifest.Why);
        Assert.Equal(first.Files[ModelFolder.ListsFile], second.Manifest.Files[ModelFolder.ListsFile]);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ModelManifest> TrainedAsync()
    {
        await _folder.WithAsync(GateSite.Articles());
        return (await _folder.TrainAsync(RunRequest.Operator, Always)).Manifest;
    }

    private async Task<string?> WhyAsync(RunRequest wish, params (string, string)[] settings) =>
        (await _folder.TrainAsync(wish, settings)).Manifest.Why;

    private RelatedLists Lists(RunResult run) =>
        ModelFolder.Open(Path.Combine(_folder.Models, "default", run.Manifest.Version)).ReadLists();

    private async Task WithdrawAsync(string id)
    {
        using var database = Database.Open(_folder.Data);
        await database.WithdrawAsync("default", id);
    }
}
