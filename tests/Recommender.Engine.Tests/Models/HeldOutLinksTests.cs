using Recommender.Engine.Models;
using Xunit;

namespace Recommender.Engine.Tests.Models;

public sealed class HeldOutLinksTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("held-out-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_newest_articles_with_links_are_kept_back_and_what_was_learned_without_them_can_be_measured_again()
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
    public void What_learned_from_true_links_finds_true_links_better_than_what_learned_from_links_at_random()
    {
        var fromTrue = Train(Linked(120, story: true));
        Train(Linked(120, story: false)).Save(_folder.FullName);

        Assert.True(fromTrue.Ndcg().Average() > fromTrue.NdcgOf(_folder.FullName)!.Average());
    }

    [Fact]
    public void Of_few_links_nothing_is_kept_back() => Assert.Null(new RelatedTrainer(new RankingOptions()).Train(Linked(40, story: true)).HeldOut);

    private static HeldOutLinks Train(Document[] documents) => new RelatedTrainer(new RankingOptions()).Train(documents).HeldOut!;

    // Each article links to the newest before it of its own topic, or to any before it.
    private static Document[] Linked(int articles, bool story)
    {
        var (site, random) = (Newsroom.Site(articles), new Random(3));
        return [.. site.Select((document, i) => i < 10 ? document : document.LinkingTo(site[story ? i - 5 : random.Next(i)].Id))];
    }
}
