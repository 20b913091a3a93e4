using Recommender.Engine.Models;
using Xunit;

namespace Recommender.Engine.Tests.Models;

public sealed class ModelUpdateTests
{
    private static readonly Document[] Site = Newsroom.LinkedSite(200);
    private static readonly RankingOptions Options = new() { ListLength = 20, Seed = 1 };
    private static readonly RelatedModel Model = Newsroom.Train(Site, Options);
    private static readonly RelatedLists Lists = Model.RankAll();

    [Fact]
    public void An_update_without_changes_changes_nothing()
    {
        var (model, lists) = Model.Update(Lists, [], new HashSet<string>());

        AssertSame(Lists, lists);
        AssertSame(Lists, model.RankAll());
    }

    [Fact]
    public void A_new_document_gets_a_list_and_enters_the_lists_of_its_neighbours()
    {
        var twin = Site[50] with { Id = "twin" };

        var (model, lists) = Model.Update(Lists, [twin], new HashSet<string>());

        Assert.Equal(Site.Length + 1, model.Count);
        Assert.Equal(20, lists[lists.IndexOf("twin")].Length);
        Assert.Contains(Site[50].Id, lists.Related("twin"));
        Assert.Contains("twin", lists.Related(Site[50].Id));
        Assert.Equal(lists.DuplicateGroup(lists.IndexOf(Site[50].Id)), lists.DuplicateGroup(lists.IndexOf("twin")));
        Assert.Equal(model.RankAll().Related("twin"), lists.Related("twin"));
    }

    [Fact]
    public void Removed_documents_leave_all_lists_and_changed_documents_are_ranked_anew()
    {
        var gone = Site[..20].Select(document => document.Id).ToHashSet();
        var changed = Site[100] with { Title = Site[151].Title, Text = Site[151].Text };

        var (model, lists) = Model.Update(Lists, [changed], gone);

        Assert.Equal(Site.Length - 20, model.Count);
        Assert.All(lists.Ids, id => Assert.DoesNotContain(id, gone));
        Assert.All(lists.Ids, id => Assert.DoesNotContain(lists.Related(id), related => gone.Contains(related) || related == id));
        Assert.All(lists.Ids, id => Assert.InRange(lists.Related(id).Length, 16, 20));
        Assert.Contains(Site[151].Id, lists.Related(Site[100].Id));
        Assert.NotEqual(Lists.Related(Site[100].Id)[..3], lists.Related(Site[100].Id)[..3]);
    }

    [Fact]
    public void An_updated_model_can_be_saved_and_loaded()
    {
        using var folder = new Folder();
        var (model, lists) = Model.Update(Lists, [Site[7] with { Id = "new" }], new HashSet<string> { Site[3].Id });

        model.Save(folder.Path);
        lists.Save(folder.File("lists.bin"));

        var loaded = RelatedModel.Load(folder.Path, Options);
        AssertSame(model.RankAll(), loaded.RankAll());
        AssertSame(lists, RelatedLists.Load(folder.File("lists.bin")));
        var (again, _) = loaded.Update(lists, [Site[8] with { Id = "newer" }], new HashSet<string> { "new" });
        Assert.Equal(Site.Length, again.Count);
    }

    [Fact]
    public void An_update_can_be_cancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Model.Update(Lists, [Site[7] with { Id = "new" }], new HashSet<string>(), null, new CancellationToken(true)));

    private static void AssertSame(RelatedLists expected, RelatedLists actual)
    {
        Assert.Equal(expected.Ids, actual.Ids);
        foreach (var id in expected.Ids)
        {
            Assert.Equal(expected.Related(id), actual.Related(id));
            Assert.Equal(expected.DuplicateGroup(expected.IndexOf(id)), actual.DuplicateGroup(actual.IndexOf(id)));
        }
    }
}
