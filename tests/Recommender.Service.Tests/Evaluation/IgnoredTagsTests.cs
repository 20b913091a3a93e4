using Microsoft.Extensions.DependencyInjection;
using Recommender.Engine;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Recommender.Service.Evaluation;
using Recommender.Service.Models;

namespace Recommender.Service.Tests.Evaluation;

public class IgnoredTagsTests
{
    [Fact]
    public void An_evaluation_ignores_the_tags_ignored_by_the_site()
    {
        using var folder = new TestFolder();
        using var host = folder.Host(("Recommender:Sites:quiet:IgnoredTags:0", "NEWS"), ("Recommender:Sites:quiet:IgnoredTags:1", "blog"));
        var run = host.Services.GetRequiredService<EvaluationRun>();
        var byDefault = host.Services.GetRequiredService<ShippedRanking>().Ranking;
        var untagged = Enumerable.Range(0, 40).Select(i => new Document
        {
            Id = $"a{i}", Title = $"{Evaluate.Subject(i)} {i}",
            Text = $"All of it is about {Evaluate.Subject(i)}, number {i}.", Published = TestArticles.Now.AddDays(i),
        }).ToList();
        var tagged = untagged.Select((document, i) => document with { Tags = [i % 3 == 0 ? "News" : "Blog"] }).ToList();

        var without = Lists(untagged, "default");
        Assert.NotEqual(without, Lists(tagged, "default"));
        Assert.Equal(without, Lists(tagged, "quiet"));

        RankedDocument[] Lists(List<Document> documents, string site)
        {
            var judgments = Judgments.Read(new StringReader("query\tarticle\tgrade\na38\ta3\t1\na39\ta4\t2\n"));
            var request = new EvaluationRequest { Site = site, Judgments = judgments, Default = byDefault, System = RankingSystem.Default };
            return [.. run.Run(documents, request, cancel: TestContext.Current.CancellationToken).Asked.Lists.OrderBy(list => list.Key)
                .SelectMany(list => list.Value)];
        }
    }
}
