using Recommender.Service.Desk.Editing;

namespace Recommender.Service.Tests.Desk;

public class DraftActionTests
{
    private static readonly DraftAction[] s_all =
    [
        new DraftAction.Save(), new DraftAction.Discard(), new DraftAction.Preview(), new DraftAction.Find(), new DraftAction.Open("KEY"),
        new DraftAction.Close(), new DraftAction.Pin("KEY"), new DraftAction.MoveUp("KEY"), new DraftAction.MoveDown("KEY"),
        new DraftAction.Move("KEY", 3), new DraftAction.Exclude("KEY"), new DraftAction.Remove("ID"), new DraftAction.Lock(),
        new DraftAction.NoBlock(), new DraftAction.PinPick("KEY"), new DraftAction.ExcludePick("KEY"),
        new DraftAction.ExcludeEverywhere("KEY"), new DraftAction.WeighPick("KEY"), new DraftAction.PresentPick("KEY"),
        new DraftAction.TakeUp(),
    ];

    [Fact]
    public void Each_action_is_read_back_from_the_value_of_its_button()
    {
        Assert.Equal(
            typeof(DraftAction).GetNestedTypes().Count(type => type.IsSealed), s_all.Select(action => action.GetType()).Distinct().Count());
        Assert.All(s_all, action => Assert.Equal(action, DraftAction.Of(action.Value)));
        Assert.Equal(s_all.Length, s_all.Select(action => action.Value).Distinct().Count());
    }

    // desk.js makes this one when an article is dragged.
    [Fact]
    public void A_drag_says_where_the_article_goes() => Assert.Equal(new DraftAction.Move("abc", 4), DraftAction.Of("move:abc:4"));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("pin")]
    [InlineData("pin:KEY:2")]
    [InlineData("move:KEY")]
    [InlineData("move:KEY:first")]
    [InlineData("move:KEY:-1")]
    [InlineData("lock:KEY")]
    public void A_value_that_no_button_has_is_not_an_action(string value) => Assert.Null(DraftAction.Of(value));
}
