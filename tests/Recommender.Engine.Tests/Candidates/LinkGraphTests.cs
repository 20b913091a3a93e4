using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Candidates;

public sealed class LinkGraphTests
{
    [Fact]
    public void Links_are_known_from_both_ends()
    {
        var graph = new LinkGraph();
        graph.Grow(4);
        graph.Add(2, [new OutLink(0, [5]), new OutLink(1, [])]);
        graph.Add(3, [new OutLink(0, [])]);
        Assert.Equal([0, 1], graph.TargetsOf(2).ToArray().Select(l => l.Target));
        Assert.Equal([2, 3], graph.SourcesOf(0).ToArray().Select(l => l.Source));
        Assert.Equal([5], graph.SourcesOf(0)[0].Anchor);
        Assert.Equal(0, graph.SourcesOf(3).Length);
        Assert.Equal(0, graph.TargetsOf(0).Length);
    }

    [Fact]
    public void Growing_the_graph_keeps_the_links()
    {
        var graph = new LinkGraph();
        graph.Grow(2);
        graph.Add(1, [new OutLink(0, [])]);
        graph.Grow(3);
        Assert.Equal(1, graph.SourcesOf(0).Length);
        Assert.Equal(0, graph.TargetsOf(2).Length);
    }

    [Fact]
    public void Self_links_links_to_unknown_documents_and_repeated_links_do_not_count()
    {
        Document[] site = [Newsroom.Article("a", "", "ferry").LinkingTo("a", "b", "b", "stranger"), Newsroom.Article("b", "", "ferry")];
        var links = Newsroom.Links(site, Newsroom.Encoder(site));
        Assert.Equal([1], links[0].Select(l => l.Target));
        Assert.Empty(links[1]);
    }

    [Fact]
    public void An_anchor_has_the_terms_of_its_words_and_one_outside_the_text_is_empty()
    {
        Document[] site =
        [
            Newsroom.Article("a", "", "the old ferries sail").LinkingFrom("old ferries", "b") with { },
            Newsroom.Article("b", "", "old ferry") with { Links = [new DocumentLink("a", 5, 500)] },
        ];
        var encoder = Newsroom.Encoder(site);
        var links = Newsroom.Links(site, encoder);
        Assert.Equal([encoder.Terms.Find("old"), encoder.Terms.Find("ferri")], links[0][0].Anchor);
        Assert.Empty(links[1][0].Anchor);
    }

    [Fact]
    public void Links_survive_saving_and_loading()
    {
        using var folder = new Folder();
        OutLinks.Save(folder.File("links.bin"), [[new OutLink(1, [3, 4]), new OutLink(2, [])], [], [new OutLink(0, [9])]]);
        var links = OutLinks.Load(folder.File("links.bin"));
        Assert.Equal([2, 0, 1], links.Select(l => l.Length));
        Assert.Equal([3, 4], links[0][0].Anchor);
        Assert.Equal([9], links[2][0].Anchor);
        Assert.Equal(0, links[2][0].Target);
    }
}
