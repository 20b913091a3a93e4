using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.Training.Gate;

/// <summary>
/// An invented site of twelve stories, whose articles link to the one before; it trains in a second, without a learned ranking.
/// </summary>
internal static class GateSite
{
    private const int Stories = 12;
    private const int Parts = 6;

    public static readonly (string, string) Unlearned = ("Recommender:Ranking:Learned", "false");

    public static Article[] Articles() =>
        [.. Enumerable.Range(0, Stories * Parts).Select(number => Of(number, number % Stories, number - Stories))];

    public static Article Of(int number, int story, int linksTo)
    {
        var random = new Random(number + (1000 * story));
        var text = string.Join(' ', Enumerable.Range(0, 80)
            .Select(_ => Word(random.Next(3) == 0 ? 1000 + random.Next(400) : (story * 30) + random.Next(30))));
        return TestArticles.Of($"part-{number}", 400 - (5 * number), $"section {story % 3}", text: text) with
        {
            Title = $"{Word((story * 30) + random.Next(30))} {Word((story * 30) + random.Next(30))} {number}",
            Tags = [],
            Spans = linksTo < 0 ? [] : [new TextSpan(0, 6, SpanKind.Link, $"https://example.org/part-{linksTo}")],
        };
    }

    public static async Task<RunResult> TrainAsync(this TestFolder folder, RunRequest wish, params (string, string)[] settings)
    {
        using var host = folder.Host([Unlearned, .. settings]);
        return await host.Services.GetRequiredService<TrainingRun>()
            .RunAsync(SiteStore.Default, wish, null, TestContext.Current.CancellationToken);
    }

    // Three syllables distinguish the numbers below 8,000.
    private static string Word(int number)
    {
        string[] syllables = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "wa", "xe", "yi",
            "zo", "tru"];
        return syllables[number % 20] + syllables[number / 20 % 20] + syllables[number / 400 % 20];
    }
}
