using System.Net;
using Recommender.Service.Articles;
using Recommender.Service.Desk.Editing;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

/// <summary>A draft that an editor leaves is offered again, to that editor alone.</summary>
public sealed class LeftDraftTests : IAsyncLifetime
{
    private const string Offer = "You have an unsaved draft of this block from 1 June 2026 12:00 (UTC).";
    private static readonly string Page = $"/desk/default/articles/{ArticleKey.Of("choir")}";
    private static readonly string Exclude = $"exclude:{ArticleKey.Of("harbour-1")}";
    private RunningService _service = null!;
    private HttpClient _editor = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync(
            ("Recommender:Block:DefaultLimit", "6"), ("Recommender:Block:FillByDefault", "true"));
        await _service.PersonAsync("mila", Role.Editor, "default", "Mila");
        await _service.PersonAsync("tom", Role.Editor, "default", "Tom");
        _editor = await _service.SignedInAsync("mila");
    }

    public async ValueTask DisposeAsync()
    {
        _editor.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_draft_survives_leaving_and_a_restart_and_is_gone_after_saving()
    {
        var left = await BlockForm.PostAsync(_editor, Page, "", Exclude);
        Assert.Contains("leaves", left.Text, StringComparison.Ordinal);

        await using var again = await RunningService.StartAsync(
            _service.Folder.Lent(), ("Recommender:Block:DefaultLimit", "6"), ("Recommender:Block:FillByDefault", "true"),
            ("Recommender:SignIn:TriesPerMinute", "1000"));
        using var mila = await again.SignedInAsync("mila");
        using var tom = await again.SignedInAsync("tom");
        Assert.Contains(Offer, WebUtility.HtmlDecode(await mila.TextAsync(Page)), StringComparison.Ordinal);
        Assert.DoesNotContain("unsaved draft", await tom.TextAsync(Page), StringComparison.Ordinal);

        var resumed = await BlockForm.PostAsync(mila, Page, "", "resume", ("tag", ""));
        Assert.Equal((HttpStatusCode.OK, left.Draft), (resumed.Status, resumed.Draft));
        Assert.Contains("“Title of harbour-1” leaves", resumed.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await BlockForm.PostAsync(mila, Page, resumed.Draft, "save")).Status);
        Assert.DoesNotContain("unsaved draft", await mila.TextAsync(Page), StringComparison.Ordinal);
        Assert.Single((await again.Get<RuleStore>().ListAsync("default", new RuleFilter(), TestContext.Current.CancellationToken)).Rules);
    }

    [Theory]
    [InlineData("discard")]
    [InlineData("back")]
    public async Task A_draft_that_is_dropped_or_taken_back_step_by_step_is_not_offered(string how)
    {
        var left = await BlockForm.PostAsync(_editor, Page, "", Exclude);
        var id = left.Draft.Split("\"id\":\"")[1][..12];

        await BlockForm.PostAsync(_editor, Page, left.Draft, how == "back" ? $"drop:{id}" : how);

        Assert.DoesNotContain("unsaved draft", await _editor.TextAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_of_a_block_that_has_changed_says_what_changed_and_is_kept()
    {
        await BlockForm.PostAsync(_editor, Page, "", Exclude);
        using var tom = await _service.SignedInAsync("tom");
        var other = await BlockForm.PostAsync(tom, Page, "", $"exclude:{ArticleKey.Of("harbour-2")}");
        await BlockForm.PostAsync(tom, Page, other.Draft, "save");

        var resumed = await BlockForm.PostAsync(_editor, Page, "", "resume", ("tag", ""));

        Assert.Equal(HttpStatusCode.PreconditionFailed, resumed.Status);
        Assert.Contains("Tom (tom) created a rule: Excludes “Title of harbour-2”", resumed.Text, StringComparison.Ordinal);
        Assert.Contains("“Title of harbour-1” leaves", resumed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_ends_after_its_time()
    {
        await BlockForm.PostAsync(_editor, Page, "", Exclude);
        var who = (await _service.Get<PersonStore>().FindBySignInAsync("mila", TestContext.Current.CancellationToken))!.Id;
        var drafts = _service.Get<DraftStore>();
        Assert.NotNull(await drafts.FindAsync("default", $"person:{who}", ArticleKey.Of("choir"), TestContext.Current.CancellationToken));

        _service.Clock.Advance(DraftStore.Kept + TimeSpan.FromMinutes(1));

        Assert.Null(await drafts.FindAsync("default", $"person:{who}", ArticleKey.Of("choir"), TestContext.Current.CancellationToken));
    }
}
