using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Commands;
using Recommender.Service.Models;
using Recommender.Service.Storage;
using Recommender.Service.Training;
using Recommender.Service.Training.Registry;

namespace Recommender.Service.Tests.Training.Gate;

/// <summary>A run over corrupted articles is refused, each for its own reason, and the live model stays live.</summary>
public class PoisonTests
{
    public static TheoryData<string, Measure> Poisons { get; } = new()
    {
        { "half of the articles contain spam", Measure.ReplacedArticles },
        { "spam replaces half of the articles", Measure.ReplacedArticles },
        { "links are shuffled", Measure.Links },
        { "the feed is empty", Measure.NoArticles },
        { "all dates are in the future", Measure.Dates },
        { "all dates are one", Measure.Dates },
    };

    [Theory]
    [MemberData(nameof(Poisons))]
    public async Task A_poisoned_run_is_refused_for_its_reason_and_the_live_model_stays(string poison, Measure reason)
    {
        using var folder = await new TestFolder().WithAsync(GateSite.Articles());
        var live = await folder.TrainAsync(RunRequest.Operator);
        Assert.True(live.IsLive, live.Verdict.Reasons);
        await PoisonAsync(folder, poison);

        var refused = await folder.TrainAsync(RunRequest.Operator);

        Assert.Equal(RunState.Refused, refused.Run.State);
        Assert.Contains(refused.Verdict.Findings, finding => finding.Refuses && finding.Measure == reason);
        using var host = folder.Host();
        var models = await host.Services.GetRequiredService<ModelRegistry>()
            .ListAsync(SiteStore.Default, TestContext.Current.CancellationToken);
        Assert.Equal(
            [(refused.Manifest.Version, ModelStatus.Candidate), (live.Manifest.Version, ModelStatus.Live)],
            models.Models.Select(model => (model.Version, model.Status)));
        Assert.Equal(refused.Verdict.Reasons, models.Models[0].Reason);
        Assert.Equal(ModelAction.Refused, models.History[0].Action);
    }

    [Theory]
    [InlineData("half of the articles contain spam", 2, Measure.ReplacedArticles)]
    [InlineData("the feed is empty", 2, Measure.NoArticles)]
    [InlineData("the feed is empty", 1, Measure.NoArticles)]
    public async Task A_poisoned_run_is_refused_even_if_the_live_model_is_damaged(string poison, int models, Measure reason)
    {
        using var folder = await new TestFolder().WithAsync(GateSite.Articles());
        var live = await folder.TrainAsync(RunRequest.Operator);
        for (var more = 1; more < models; more++)
        {
            await folder.WithAsync(GateSite.Of(72, 0, 60));
            live = await folder.TrainAsync(RunRequest.Operator);
        }

        Assert.True(live.IsLive, live.Verdict.Reasons);
        await File.WriteAllTextAsync(Path.Combine(folder.Models, SiteStore.Default, live.Manifest.Version, ModelFolder.ListsFile),
            "damaged", TestContext.Current.CancellationToken);
        await PoisonAsync(folder, poison);

        var refused = await folder.TrainAsync(RunRequest.Operator);

        Assert.Equal(RunState.Refused, refused.Run.State);
        Assert.Contains(refused.Verdict.Findings, finding => finding.Refuses && finding.Measure == reason);
    }

    [Fact]
    public async Task The_changes_of_an_ordinary_day_pass()
    {
        using var folder = await new TestFolder().WithAsync(GateSite.Articles());
        await folder.TrainAsync(RunRequest.Operator);
        await folder.WithAsync([GateSite.Of(72, 0, 60), GateSite.Of(73, 1, 61), GateSite.Of(5, 5, -1) with { Title = "Another title" }]);

        var run = await folder.TrainAsync(RunRequest.Operator);

        Assert.True(run.IsLive, run.Verdict.Reasons);
        Assert.Empty(run.Verdict.Findings);
    }

    [Fact]
    public async Task Force_promotes_a_refused_model_and_is_recorded_with_the_reasons()
    {
        using var folder = await new TestFolder().WithAsync(GateSite.Articles());
        await folder.TrainAsync(RunRequest.Operator);
        await PoisonAsync(folder, "all dates are one");

        var (exit, _, errors) = await CommandAsync(folder, "train");
        Assert.Equal(CommandLine.Failed, exit);
        Assert.Contains("refused: 100 % of the articles have the same date", errors, StringComparison.Ordinal);
        (exit, var forced, _) = await CommandAsync(folder, "train", "--force");
        Assert.Equal(CommandLine.Done, exit);
        (_, var shown, _) = await CommandAsync(folder, "models", "show", forced.Split(' ')[1]);
        Assert.Contains("operator: forced", shown, StringComparison.Ordinal);
        Assert.Contains("have the same date", shown, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output, string Errors)> CommandAsync(TestFolder folder, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await CommandLine.RunAsync(Program.Verbs(), 
            [.. arguments, "--data", folder.Data, "--models", folder.Models], output, errors, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), errors.ToString());
    }

    private static async Task PoisonAsync(TestFolder folder, string poison)
    {
        var articles = GateSite.Articles();
        var random = new Random(1);
        Article[] poisoned = poison switch
        {
            "half of the articles contain spam" =>
                [.. articles.Where((_, i) => i % 2 == 0)
                .Select((article, i) => article with { Title = $"Cheap pills {i}", Text = Spam(i) })],
            "spam replaces half of the articles" =>
                [.. articles.Where((_, i) => i % 2 == 0)
                    .Select((article, i) => article with { SourceId = $"spam-{i}", Url = $"https://example.org/spam-{i}",
                    Text = Spam(i) })],
            "links are shuffled" => [.. articles.Select(article => article with
            {
                Spans = [.. article.Spans.Select(span => span with { Url = $"https://example.org/part-{random.Next(articles.Length)}" })],
            })],
            "all dates are in the future" =>
                [.. articles.Select(article => article with { Published = article.Published!.Value.AddYears(73) })],
            "all dates are one" => [.. articles.Select(article => article with { Published = TestArticles.Now })],
            _ => [],
        };
        await folder.WithAsync(poisoned);
        if (poison is "spam replaces half of the articles" or "the feed is empty")
        {
            using var database = Database.Open(folder.Data);
            var store = new ArticleStore(database, TimeProvider.System);
            var kept = poison == "the feed is empty" ? [] : articles.Where((_, i) => i % 2 == 1).Concat(poisoned)
                .Select(article => article.SourceId).ToHashSet();
            var withdrawn = await store.ReadAllAsync(SiteStore.Default, TestContext.Current.CancellationToken)
                .Select(article => article.SourceId).Where(id => !kept.Contains(id)).ToListAsync(TestContext.Current.CancellationToken);
            await database.WithdrawAsync(SiteStore.Default, withdrawn);
        }
    }

    private static string Spam(int number) => $"Buy cheap pills number {number} now and win a free watch today, best price of the whole "
        + $"internet, click here for offer {number * 7}.";
}
