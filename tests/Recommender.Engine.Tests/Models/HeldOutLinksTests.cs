using Recommender.Engine.Models;
using Xunit;

namespace Recommender.Engine.Tests.Models;

public sealed class HeldOutLinksTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("held-out-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_newest_articles_with_links_are_held_out_and_the_saved_ranking_can_be_measured_again()
    {
        var heldOut = Train(Linked(120, story: true));

        Assert.Equal(33, heldOut.Queries);
        Assert.Equal(1, heldOut.Reach, 1);
        Assert.True(heldOut.Ndcg().Average() > 0.4);
        heldOut.Save(_folder.FullName);
        Assert.Equal(heldOut.Ndcg(), heldOut.NdcgOf(_folder.FullName));
        Assert.Null(heldOut.NdcgOf(Path.Combine(_folder.FullName, "nothing")));
    }

    [Fact]
    public void A_ranking_trained_on_true_links_finds_true_links_better_than_one_trained_on_random_links()
    {
        var fromTrue = Train(Linked(120, story: true));
        Train(Linked(120, story: false)).Save(_folder.FullName);

        Assert.True(fromTrue.Ndcg().Average() > fromTrue.NdcgOf(_folder.FullName)!.Average());
    }

    [Fact]
    public void Nothing_is_held_out_with_few_links() =>
        Assert.Null(new RelatedTrainer(new RankingOptions()).Train(Linked(40, story: true)).HeldOut);

    private static HeldOutLinks Train(Document[] documents) => new RelatedTrainer(new RankingOptions()).Train(documents).HeldOut!;

    // Each article links to the newest earlier article of its own topic, or to a random earlier one.
    private static Document[] Linked(int articles, bool story)
    {
        var (site, random) = (Newsroom.Site(articles), new Random(3));
        return [.. site.Select((document, i) => i < 10 ? document : document.LinkingTo(site[story ? i - 5 : random.Next(i)].Id))];
    }
}
