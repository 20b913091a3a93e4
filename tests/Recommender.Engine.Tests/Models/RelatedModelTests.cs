using Recommender.Engine.Models;
using Xunit;

namespace Recommender.Engine.Tests.Models;

public sealed class RelatedModelTests
{
    private static readonly Document[] Site = Newsroom.LinkedSite(60);
    private static readonly RankingOptions Options = new() { ListLength = 8, Learned = false };

    private static readonly Document Strike =
        Newsroom.Article("strike", "Ferry strike", "The captain and every sailor left the vessel at the pier.\nNo cargo, no lifeboat, no anchor moved at the dock.", "2020-03-05");

    [Fact]
    public void A_new_article_gets_a_list_of_its_topic()
    {
        var (lists, _) = FoldIn(Strike);
        Assert.Equal(Site.Length + 1, lists.Ids.Count);
        Assert.Equal(Site.Length, lists.IndexOf("strike"));
        Assert.All(lists.Related("strike")[..4], id => Assert.StartsWith("harbour", id, StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_article_enters_the_lists_of_those_it_is_related_to()
    {
        var (lists, _) = FoldIn(Strike);
        Assert.Contains("strike", lists.Related(lists.Related("strike")[0]));
    }

    [Fact]
    public void Without_learning_the_unlearned_position_is_that_in_the_list()
    {
        var (lists, _) = FoldIn(Strike);
        foreach (var id in new[] { "strike", "school-3" })
        {
            var positions = lists[lists.IndexOf(id)].ToArray().Select(entry => (int)entry.UnlearnedPosition);
            Assert.Equal(Enumerable.Range(1, Options.ListLength), positions);
        }
    }

    [Fact]
    public void A_learned_list_tells_where_its_entries_stood_unlearned()
    {
        var site = Newsroom.LinkedSite(100);
        var learned = Options with { Learned = true };
        var lists = new RelatedTrainer(learned, DefaultRanking.Train([site], learned).Ranking).Train(site).RankAll();
        var unlearned = Newsroom.Lists(site, Options with { ListLength = 200 });
        var moved = 0;
        foreach (var document in site)
        {
            var before = unlearned.Related(document.Id);
            foreach (var (entry, at) in lists[lists.IndexOf(document.Id)].ToArray().Select((entry, at) => (entry, at)))
            {
                Assert.Equal(Array.IndexOf(before, lists.Ids[entry.Index]) + 1, entry.UnlearnedPosition);
                moved += entry.UnlearnedPosition == at + 1 ? 0 : 1;
            }
        }

        Assert.True(moved > site.Length, $"learning moved {moved} entries only");
    }

    [Fact]
    public void The_lists_before_stay_as_they_were()
    {
        var model = Newsroom.Train(Site, Options);
        var before = model.RankAll();
        var related = Site.Select(d => before.Related(d.Id)).ToArray();
        model.FoldIn(before, [Strike]);
        Assert.Equal(Site.Length, before.Ids.Count);
        Assert.Equal(-1, before.IndexOf("strike"));
        Assert.Equal(related, Site.Select(d => before.Related(d.Id)));
    }

    [Fact]
    public void Articles_that_come_together_find_each_other()
    {
        var (lists, _) = FoldIn(Strike, Strike with { Id = "strike ends", Title = "Ferry strike ends", Published = Newsroom.At("2020-03-09") });
        Assert.Contains("strike ends", lists.Related("strike"));
        Assert.Contains("strike", lists.Related("strike ends"));
    }

    [Fact]
    public void Folded_in_lists_are_those_that_the_model_would_make_of_all()
    {
        var (lists, model) = FoldIn(Strike);
        var all = model.RankAll();
        Assert.Equal(all.Related("strike"), lists.Related("strike"));
        Assert.All(lists.Related("strike"), id => Assert.Equal(all.Related(id), lists.Related(id)));
    }

    [Fact]
    public void A_changed_article_takes_the_place_of_the_old_one()
    {
        var (lists, model) = FoldIn(Strike with { Id = "school-3" });
        Assert.Equal(Site.Length, lists.IndexOf("school-3"));
        Assert.StartsWith("harbour", lists.Related("school-3")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("school-3", lists.Related("school-3"));
        Assert.DoesNotContain("school-3", Ids(lists, model.Rank(Site[Array.FindIndex(Site, d => d.Id == "school-4")])));
    }

    [Fact]
    public void A_changed_article_is_not_its_old_self_after_a_restart_either()
    {
        using var folder = new Folder();
        var (lists, model) = FoldIn(Strike with { Id = "school-3" });
        model.Save(folder.Path);
        var loaded = RelatedModel.Load(folder.Path, Options);
        Assert.DoesNotContain("school-3", loaded.RankAll().Related("school-4"));
        Assert.DoesNotContain("school-3", loaded.RankAll().Related("school-3"));
        Assert.Equal(lists.Related("school-3"), loaded.RankAll().Related("school-3"));
    }

    [Fact]
    public void An_article_twice_in_one_batch_counts_as_it_came_last()
    {
        var (lists, _) = FoldIn(Strike with { Text = "wheat barley cattle" }, Strike);
        Assert.Equal(Site.Length + 1, lists.IndexOf("strike"));
        Assert.StartsWith("harbour", lists.Related("strike")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("strike", lists.Related("strike"));
    }

    [Fact]
    public void A_re_post_joins_the_group_of_its_story()
    {
        var (lists, _) = FoldIn(Site[7] with { Id = "again", Published = Site[7].Published!.Value.AddDays(1) });
        Assert.Equal(lists.DuplicateGroup(7), lists.DuplicateGroup(Site.Length));
    }

    [Fact]
    public void Two_new_posts_of_one_story_are_a_group_of_their_own()
    {
        var (lists, _) = FoldIn(Strike, Strike with { Id = "again" });
        Assert.Equal(lists.DuplicateGroup(Site.Length), lists.DuplicateGroup(Site.Length + 1));
        Assert.DoesNotContain(lists.DuplicateGroup(Site.Length), Enumerable.Range(0, Site.Length).Select(lists.DuplicateGroup));
    }

    [Fact]
    public void A_new_article_that_shares_the_rare_words_of_another_is_no_duplicate_of_it()
    {
        // Names that only one article had so far; the rest of the two has nothing in common.
        const string Names = "Ostrovsky Quillfeather Zambrano Wetherby Lindqvist Papadopoulos";
        Document[] site = [.. Site, Newsroom.Article("first", "", $"{Names} ferry captain pier dock", "2020-02-20")];
        var model = Newsroom.Train(site, Options);
        var lists = model.FoldIn(model.RankAll(), [Newsroom.Article("second", "", $"{Names} striker goalkeeper penalty league stadium trophy", "2021-06-01")]);
        Assert.Contains("first", lists.Related("second"));
        Assert.NotEqual(lists.DuplicateGroup(lists.IndexOf("first")), lists.DuplicateGroup(lists.IndexOf("second")));
    }

    [Fact]
    public void A_model_of_no_documents_takes_in_the_first_ones()
    {
        var model = Newsroom.Train([], Options);
        var lists = model.FoldIn(model.RankAll(), [Site[0], Site[5]]);
        Assert.Equal(["harbour-0", "harbour-1"], lists.Ids);
        Assert.Equal(["harbour-1"], lists.Related("harbour-0"));
    }

    [Fact]
    public void Nothing_to_fold_in_changes_nothing()
    {
        var model = Newsroom.Train(Site, Options);
        var lists = model.RankAll();
        var after = model.FoldIn(lists, []);
        Assert.Equal(lists.Ids, after.Ids);
        Assert.All(Site, d => Assert.Equal(lists.Related(d.Id), after.Related(d.Id)));
    }

    [Fact]
    public void A_text_from_outside_is_ranked_and_not_kept()
    {
        var model = Newsroom.Train(Site, Options);
        var first = model.Rank(Strike);
        Assert.StartsWith("harbour", Site[first[0].Index].Id, StringComparison.Ordinal);
        Assert.Equal(8, first.Length);
        Assert.Equal(Site.Length, model.Count);
        Assert.Equal(first, model.Rank(Strike));
    }

    [Fact]
    public void A_saved_model_ranks_as_before_and_folds_in_as_before()
    {
        using var folder = new Folder();
        var model = Newsroom.Train(Site, Options);
        model.Save(folder.Path);
        var loaded = RelatedModel.Load(folder.Path, Options);
        var (before, after) = (model.RankAll(), loaded.RankAll());
        Assert.All(Site, d => Assert.Equal(before.Related(d.Id), after.Related(d.Id)));
        Assert.Equal(model.FoldIn(before, [Strike]).Related("strike"), loaded.FoldIn(after, [Strike]).Related("strike"));
    }

    [Fact]
    public void A_saved_model_of_no_documents_comes_back()
    {
        using var folder = new Folder();
        Newsroom.Train([]).Save(folder.Path);
        Assert.Equal(0, RelatedModel.Load(folder.Path, Options).Count);
    }

    [Theory]
    [InlineData("documents.bin")]
    [InlineData("links.bin")]
    [InlineData("vocabulary.bin")]
    [InlineData("encoder.zip")]
    public void A_model_with_a_cut_off_file_names_it(string file)
    {
        using var folder = Saved();
        using (var stream = File.OpenWrite(folder.File(file)))
        {
            stream.SetLength(stream.Length / 2);
        }

        NamesTheFile(folder, file);
    }

    [Theory]
    [InlineData("documents.bin")]
    [InlineData("links.bin")]
    [InlineData("vocabulary.bin")]
    [InlineData("encoder.zip")]
    public void A_model_without_a_file_names_it(string file)
    {
        using var folder = Saved();
        File.Delete(folder.File(file));
        NamesTheFile(folder, file);
    }

    [Theory]
    [InlineData("documents.bin")]
    [InlineData("links.bin")]
    [InlineData("vocabulary.bin")]
    [InlineData("encoder.zip")]
    public void A_file_of_other_content_is_named(string file)
    {
        using var folder = Saved();
        File.WriteAllText(folder.File(file), "<html>This is no model, but long enough to look like one.</html>");
        NamesTheFile(folder, file);
    }

    [Fact]
    public void Files_of_two_models_are_not_mixed()
    {
        using var folder = Saved();
        using var other = new Folder();
        Newsroom.Train(Site[..20]).Save(other.Path);
        File.Copy(other.File("links.bin"), folder.File("links.bin"), overwrite: true);
        NamesTheFile(folder, "links.bin");
    }

    private static void NamesTheFile(Folder folder, string file)
    {
        var error = Assert.Throws<InvalidDataException>(() => RelatedModel.Load(folder.Path, Options));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    private static Folder Saved()
    {
        var folder = new Folder();
        Newsroom.Train(Site, Options).Save(folder.Path);
        return folder;
    }

    private static (RelatedLists Lists, RelatedModel Model) FoldIn(params Document[] documents)
    {
        var model = Newsroom.Train(Site, Options);
        return (model.FoldIn(model.RankAll(), documents), model);
    }

    private static IEnumerable<string> Ids(RelatedLists lists, RelatedEntry[] entries) => entries.Select(e => lists.Ids[e.Index]);
}
