using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Tests.Blocks.Snapshots;

public class ArticleLabelsTests
{
    [Fact]
    public void Labels_stay_correct_when_cards_change_repeatedly()
    {
        var random = new Random(1);
        var cards = Enumerable.Range(0, 40).Select(number => Card(number, random)).ToArray();
        var labels = ArticleLabels.Of(cards);
        for (var change = 0; change < 500; change++)
        {
            var at = random.Next(cards.Length);
            cards[at] = Card(at, random);
            labels = labels.With(cards, [at]);
        }

        for (var i = 0; i < cards.Length; i++)
        {
            Assert.Equal(cards[i].Tags.Select(labels.Tag), labels.TagsOf(i).ToArray());
            Assert.Equal(cards[i].Section is { } section ? labels.Section(section) : -1, labels[i].Section);
            Assert.Equal(cards[i].Author is { } author ? labels.Author(author.ToUpperInvariant()) : -1, labels[i].Author);
            Assert.Equal(cards[i].Published, labels[i].Published);
        }

        Assert.NotEqual(-1, labels.Tag("tag 1"));
        Assert.Equal(-1, labels.Tag("none has it"));
    }

    private static ArticleCard Card(int number, Random random) => new($"a{number}", null, null, "Title", null, null)
    {
        Key = ArticleKey.Of($"a{number}"), Section = random.Next(4) == 0 ? null : $"Section {random.Next(5)}",
        Author = random.Next(4) == 0 ? null
            : $"Author {random.Next(9)}", Published = DateTime.UnixEpoch.AddDays(random.Next(1000)), Revision = 1,
        Tags = [.. Enumerable.Range(0, random.Next(6)).Select(_ => $"Tag {random.Next(9)}").Distinct()],
    };
}
