using Recommender.Service.Editing.Blocks;

namespace Recommender.Service.Tests.Editing.Blocks;

public class BlockDifferenceTests
{
    [Theory]
    [InlineData("A B C", "A B C", "Nothing changes.")]
    [InlineData("", "", "Nothing changes.")]
    [InlineData("A B C", "C B A", "All 3 picks stay, in another order.")]
    [InlineData("A B C D X", "A B C D Y", "4 of 5 picks stay, “X” leaves, “Y” enters.")]
    [InlineData("A B X", "Y B A", "2 of 3 picks stay, in another order, “X” leaves, “Y” enters.")]
    [InlineData("A X Y", "A", "1 of 3 picks stays, “X” and “Y” leave.")]
    [InlineData("A", "A B", "The pick stays, “B” enters.")]
    [InlineData("", "A B", "“A” and “B” enter.")]
    [InlineData("A", "", "0 of 1 pick stay, “A” leaves.")]
    [InlineData("A B C D E F", "A", "1 of 6 picks stays, “B”, “C”, “D” and 2 more leave.")]
    public void A_change_is_described_in_one_sentence(string before, string after, string sentence) =>
        Assert.Equal(sentence, BlockDifference.Sentence(Items(before), Items(after)));

    private static List<(string, string)> Items(string titles) =>
        [.. titles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(title => (title.ToLowerInvariant(), title))];
}
