using FsCheck.Xunit;
using Recommender.Service.Blocks;
using Recommender.Service.Rules;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Rules;

/// <summary>Properties of a block for any rules of editors and any list of the model.</summary>
[Properties(Arbitrary = [typeof(BlockCases)], MaxTest = 400)]
public class RuleOrderProperties
{
    [Property]
    public void Excluded_withdrawn_and_already_shown_articles_never_appear(BlockCase given)
    {
        var shown = given.Shown.Select(card => given.Site.Articles[card]).Append(given.Site.Articles[0]).ToHashSet();

        Assert.All(given.Build().Items, item => Assert.False(
            given.Excludes(item.Card) || !item.Card.IsVisibleAt(Now.UtcDateTime) || shown.Contains(item.Card)));
    }

    [Property]
    public void No_article_appears_twice_and_no_story_unless_the_block_is_locked(BlockCase given)
    {
        var cards = given.Build().Items.Select(item => given.Site.Articles.FindByKey(item.Card.Key)).ToList();

        Assert.Equal(cards.Count, cards.Distinct().Count());
        if (!given.IsLocked)
        {
            Assert.DoesNotContain(
                cards.SelectMany((a, i) => cards.Skip(i + 1).Select(b => (a, b))), pair => given.Site.IsSameStory(pair.a, pair.b));
        }
    }

    [Property]
    public void A_pin_is_in_its_slot_or_the_reason_is_reported(BlockCase given)
    {
        var block = given.Build();
        if (block.NoBlock is not null || given.IsLocked)
        {
            return;
        }

        foreach (var pin in given.Site.Rules.Rules.OfType<PinRule>()
            .Where(rule => rule.Slot <= given.Limit && rule.Holds() && rule.Concerns(given.Site.Articles[0])))
        {
            var place = block.Items.ToList().FindIndex(item => item.Rules.Any(touch => touch.Rule == pin));
            var isReported = block.LeftOut.Any(left => left.WantedBy == pin)
                || (place >= 0 && block.Items[place].Rules.Single(touch => touch.Rule == pin).DisplacedBy is not null);
            // A block that is too short has its pins at its end.
            var isInPlace = place >= 0 && (place == pin.Slot - 1
                || (place < pin.Slot - 1 && block.Items.Skip(place).All(item => item.Source == BlockSource.Pin)));
            Assert.True(isInPlace || isReported, $"pin {pin.Id} to {pin.Slot} is at {place}");
            Assert.True(place < 0 || block.Items[place].Source == BlockSource.Pin);
        }
    }

    [Property]
    public void The_block_has_the_requested_length_if_there_are_enough_articles(BlockCase given)
    {
        var block = given.Build();
        if (block.NoBlock is not null)
        {
            Assert.Empty(block.Items);
        }
        else if (!given.IsLocked)
        {
            Assert.InRange(block.Items.Count, 0, given.Limit);
            var taken = new ChosenArticles(given.Site);
            Assert.All(given.Shown.Append(0), card => taken.Take(card));
            var free = Enumerable.Range(1, BlockCase.Articles - 1).Count(card =>
                given.Site.Articles[card].IsVisibleAt(Now.UtcDateTime) && !given.Excludes(given.Site.Articles[card]) && taken.Take(card));
            Assert.True(
                !given.Fallback || block.Items.Count == Math.Min(given.Limit, free), $"{block.Items.Count} of {given.Limit}, {free} free");
        }
    }

    [Property]
    public void A_locked_block_contains_the_visible_articles_of_its_lock_in_order(BlockCase given)
    {
        var block = given.Build();
        if (block.NoBlock is null && given.Site.InForce.At(Now.UtcDateTime, TimeZoneInfo.Utc).Of(0).Lock() is { } locked)
        {
            var shown = given.Shown.Append(0).ToHashSet();
            var standing = locked.Rule.Items.Select(key => given.Site.Articles.FindByKey(key)).Distinct()
                .Where(card => !shown.Contains(card)).Select(card => given.Site.Articles[card])
                .Where(card => card.IsVisibleAt(Now.UtcDateTime) && !given.Excludes(card));
            Assert.Equal(standing.Select(card => card.SourceId), block.Items.Select(item => item.Card.SourceId));
        }
    }

    [Property]
    public void The_displayed_score_is_the_models(BlockCase given)
    {
        var scores = given.List.GroupBy(entry => entry.Article)
            .ToDictionary(group => $"{group.Key}", group => group.Select(entry => entry.Score / 100f).First());

        Assert.All(given.Build().Items, item =>
        {
            var isRanked = item.Source != BlockSource.Fallback && given.HasModel;
            Assert.Equal(isRanked && scores.TryGetValue(item.Card.SourceId, out var score) ? score : null, item.Score);
        });
    }

    [Property]
    public void The_same_input_gives_the_same_block_with_and_without_explanation(BlockCase given)
    {
        var plain = new BlockBuilder(given.Site, given.Request with { Explain = false }, given.Options, Now).Build();
        var again = given.Again().Build();

        Assert.Equal(Shown(plain), Shown(given.Build()));
        Assert.Equal(Shown(plain), Shown(again));

        static string[] Shown(Block block) =>
        [
            .. block.Items.Select(item => $"{item.Card.SourceId} {item.Source} {item.Score} {item.Presentation}"),
            $"{block.NoBlock?.Id} {block.Presentation}",
        ];
    }
}
