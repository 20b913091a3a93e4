using Recommender.Engine.Models;
using Xunit;

namespace Recommender.Engine.Tests.Models;

public sealed class RelatedModelTests
{
    private static readonly Document[] Site = Newsroom.LinkedSite(60);
    private static readonly RankingOptions Options = new() { ListLength = 8, Learned = false };

    private static readonly Document Strike =
        Newsroom.Article("strike", "Ferry strike",
            "The captain and every sailor left the vessel at the pier.\nNo cargo, no lifeboat, no anchor moved at the dock.", "2020-03-05");

    [Fact]
    public void A_new_article_gets_a_list_on_its_topic()
    {
        var (lists, _) = FoldIn(Strike);
        Assert.Equal(Site.Length + 1, lists.Ids.Count);
        Assert.Equal(Site.Length, lists.IndexOf("strike"));
        Assert.All(lists.Related("strike")[..4], id => Assert.StartsWith("harbour", id, StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_article_enters_the_lists_of_related_articles()
    {
        var (lists, _) = FoldIn(Strike);
        Assert.Contains("strike", lists.Related(lists.Related("strike")[0]));
    }

    [Fact]
    public void Without_a_learned_ranking_the_unlearned_position_is_the_list_position()
    {
        var (lists, _) = FoldIn(Strike);
        foreach (var id in new[] { "strike", "school-3" })
        {
            var positions = lists[lists.IndexOf(id)].ToArray().Select(entry => (int)entry.UnlearnedPosition);
            Assert.Equal(Enumerable.Range(1, Options.ListLength), positions);
        }
    }

    [Fact]
    public void A_learned_list_has_the_unlearned_positions_of_its_entries()
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

        Assert.True(moved > site.Length, $"learning moved only {moved} entries");
    }

    [Fact]
    public void The_previous_lists_are_unchanged()
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
    public void Articles_folded_in_together_find_each_other()
    {
        var (lists, _) =
            FoldIn(Strike, Strike with { Id = "strike ends", Title = "Ferry strike ends", Published = Newsroom.At("2020-03-09") });
        Assert.Contains("strike ends", lists.Related("strike"));
        Assert.Contains("strike", lists.Related("strike ends"));
    }

    [Fact]
    public void Folded_in_lists_equal_the_lists_ranked_from_all_documents()
    {
        var (lists, model) = FoldIn(Strike);
        var all = model.RankAll();
        Assert.Equal(all.Related("strike"), lists.Related("strike"));
        Assert.All(lists.Related("strike"), id => Assert.Equal(all.Related(id), lists.Related(id)));
    }

    [Fact]
    public void A_changed_article_replaces_the_old_one()
    {
        var (lists, model) = FoldIn(Strike with { Id = "school-3" });
        Assert.Equal(Site.Length, lists.IndexOf("school-3"));
        Assert.StartsWith("harbour", lists.Related("school-3")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("school-3", lists.Related("school-3"));
        Assert.DoesNotContain("school-3", Ids(lists, model.Rank(Site[Array.FindIndex(Site, d => d.Id == "school-4")])));
    }

    [Fact]
    public void A_changed_article_does_not_relate_to_its_old_version_after_a_restart()
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
    public void The_last_version_of_an_article_in_a_batch_counts()
    {
        var (lists, _) = FoldIn(Strike with { Text = "wheat barley cattle" }, Strike);
        Assert.Equal(Site.Length + 1, lists.IndexOf("strike"));
        Assert.StartsWith("harbour", lists.Related("strike")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("strike", lists.Related("strike"));
    }

    [Fact]
    public void A_repost_joins_the_group_of_its_story()
    {
        var (lists, _) = FoldIn(Site[7] with { Id = "again", Published = Site[7].Published!.Value.AddDays(1) });
        Assert.Equal(lists.DuplicateGroup(7), lists.DuplicateGroup(Site.Length));
    }

    [Fact]
    public void Two_new_posts_of_one_story_form_a_group()
    {
        var (lists, _) = FoldIn(Strike, Strike with { Id = "again" });
        Assert.Equal(lists.DuplicateGroup(Site.Length), lists.DuplicateGroup(Site.Length + 1));
        Assert.DoesNotContain(lists.DuplicateGroup(Site.Length), Enumerable.Range(0, Site.Length).Select(lists.DuplicateGroup));
    }

    [Fact]
    public void A_new_article_that_shares_rare_words_with_another_is_not_its_duplicate()
    {
        // Names previously unique to one article; otherwise the two have nothing in common.
        const string Names = "Ostrovsky Quillfeather Zambrano Wetherby Lindqvist Papadopoulos";
        Document[] site = [.. Site, Newsroom.Article("first", "", $"{Names} ferry captain pier dock", "2020-02-20")];
        var model = Newsroom.Train(site, Options);
        var lists = model.FoldIn(model.RankAll(),
            [Newsroom.Article("second", "", $"{Names} striker goalkeeper penalty league stadium trophy", "2021-06-01")]);
        Assert.Contains("first", lists.Related("second"));
        Assert.NotEqual(lists.DuplicateGroup(lists.IndexOf("first")), lists.DuplicateGroup(lists.IndexOf("second")));
    }

    [Fact]
    public void The_first_documents_can_be_folded_into_an_empty_model()
    {
        var model = Newsroom.Train([], Options);
        var lists = model.FoldIn(model.RankAll(), [Site[0], Site[5]]);
        Assert.Equal(["harbour-0", "harbour-1"], lists.Ids);
        Assert.Equal(["harbour-1"], lists.Related("harbour-0"));
    }

    [Fact]
    public void An_empty_fold_in_changes_nothing()
    {
        var model = Newsroom.Train(Site, Options);
        var lists = model.RankAll();
        var after = model.FoldIn(lists, []);
        Assert.Equal(lists.Ids, after.Ids);
        Assert.All(Site, d => Assert.Equal(lists.Related(d.Id), after.Related(d.Id)));
    }

    [Fact]
    public void An_external_text_is_ranked_but_not_stored()
    {
        var model = Newsroom.Train(Site, Options);
        var first = model.Rank(Strike);
        Assert.StartsWith("harbour", Site[first[0].Index].Id, StringComparison.Ordinal);
        Assert.Equal(8, first.Length);
        Assert.Equal(Site.Length, model.Count);
        Assert.Equal(first, model.Rank(Strike));
    }

    [Fact]
    public void A_loaded_model_ranks_and_folds_in_as_before()
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
    public void An_empty_model_survives_saving_and_loading()
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
    public void An_error_names_a_truncated_model_file(string file)
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
    public void An_error_names_a_missing_model_file(string file)
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
    public void An_error_names_a_file_with_other_content(string file)
    {
        using var folder = Saved();
        File.WriteAllText(folder.File(file), "<html>This is not a model, but long enough to look like one.</html>");
        NamesTheFile(folder, file);
    }

    [Fact]
    public void Files_of_two_models_cannot_be_mixed()
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
