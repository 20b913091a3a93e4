using Recommender.Engine.Models;
using Xunit;

namespace Recommender.Engine.Tests.Models;

public sealed class RelatedTrainerTests
{
    private static readonly Document[] Site = Newsroom.LinkedSite(100);
    private static readonly RankingOptions Options = new() { ListLength = 10, Learned = false };

    [Fact]
    public void A_site_of_one_text_repeated_trains_and_ranks()
    {
        var site = Enumerable.Range(0, 60).Select(i =>
            Newsroom.Article($"{i}", "The ferry", "The ferry sails from the pier at noon.", $"2020-01-{i / 3 + 1:00}")).ToArray();
        Assert.All(Newsroom.Train(site).RankAll()[0].ToArray(), entry => Assert.InRange(entry.Score, 0, 1));
    }

    [Fact]
    public void The_first_related_articles_have_the_same_topic()
    {
        var lists = Newsroom.Lists(Site, Options);
        foreach (var document in Site)
        {
            Assert.All(lists.Related(document.Id)[..5], id => Assert.StartsWith(document.Section!, id, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Lists_are_sorted_by_score_of_the_requested_length_and_without_repeats_or_self()
    {
        var lists = Newsroom.Lists(Site, Options);
        for (var i = 0; i < Site.Length; i++)
        {
            var list = lists[i].ToArray();
            Assert.Equal(10, list.Length);
            Assert.Equal(list.OrderByDescending(e => e.Score), list);
            Assert.All(list, e => Assert.InRange(e.Score, 0, 1));
            Assert.Equal(10, list.Select(e => e.Index).Where(n => n != i).Distinct().Count());
        }
    }

    [Fact]
    public void Two_trainings_give_the_same_lists_byte_for_byte()
    {
        using var folder = new Folder();
        Newsroom.Lists(Site).Save(folder.File("first"));
        Newsroom.Lists(Site).Save(folder.File("second"));
        Assert.Equal(File.ReadAllBytes(folder.File("first")), File.ReadAllBytes(folder.File("second")));
    }

    [Fact]
    public void A_model_of_no_documents_has_no_lists()
    {
        var model = Newsroom.Train([]);
        Assert.Equal(0, model.Count);
        Assert.Empty(model.RankAll().Ids);
        Assert.Empty(model.Rank(Site[0]));
    }

    [Fact]
    public void A_single_document_has_an_empty_list()
    {
        Assert.Empty(Newsroom.Lists(Site[..1]).Related(Site[0].Id));
    }

    [Fact]
    public void Two_documents_are_related_to_each_other()
    {
        Document[] site = [Newsroom.Article("a", "", "ferry captain"), Newsroom.Article("b", "", "ferry sailor")];
        Assert.Equal(["b"], Newsroom.Lists(site).Related("a"));
        Assert.Equal(["a"], Newsroom.Lists(site).Related("b"));
    }

    [Fact]
    public void Documents_without_title_text_or_date_are_ranked()
    {
        Document[] site =
        [
            .. Site, Newsroom.Article("empty", "", ""),
            Newsroom.Article("untitled", "", Site[0].Text), Newsroom.Article("title only", "Ferry captain and sailor", ""),
            Newsroom.Article("blank", " \n ", "\n\n \t"),
            Newsroom.Article("punctuation", "?!", "... --- ..."), Newsroom.Article("dated", "", "", "2020-02-01"),
        ];
        var lists = Newsroom.Lists(site, Options);
        Assert.Equal("harbour-0", lists.Related("untitled")[0]);
        Assert.StartsWith("harbour", lists.Related("title only")[0], StringComparison.Ordinal);
        Assert.All(lists.Related("empty"), id => Assert.NotEqual("empty", id));
        Assert.All(site, d => Assert.All(lists[lists.IndexOf(d.Id)].ToArray(), e => Assert.InRange(e.Score, 0, 1)));
    }

    [Fact]
    public void Documents_with_extreme_dates_or_hostile_texts_are_ranked()
    {
        Document[] site =
        [
            .. Site[..20], Site[0] with { Id = "first day", Published = DateTimeOffset.MinValue },
            Site[5] with { Id = "last day", Published = DateTimeOffset.MaxValue },
            Newsroom.Article("long", new string('x', 100_000), string.Concat(Enumerable.Repeat("ferry ", 50_000))),
            Newsroom.Article("control", "\0\u0001", "\uD800 ferry \uFFFF\u200B"),
        ];
        Assert.Equal(site.Length, Newsroom.Lists(site).Ids.Count);
    }

    [Fact]
    public void Two_documents_with_the_same_id_are_rejected()
    {
        var error = Assert.Throws<ArgumentException>(() => Newsroom.Train([Site[0], Site[0]]));
        Assert.Contains("'harbour-0'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_story_reposted_within_days_is_one_group()
    {
        var again = Site[0] with { Id = "again", Text = Site[0].Text + " Corrected.", Published = Site[0].Published!.Value.AddDays(2) };
        var lists = Newsroom.Lists([.. Site, again]);
        Assert.Equal(lists.DuplicateGroup(0), lists.DuplicateGroup(lists.IndexOf("again")));
        Assert.NotEqual(lists.DuplicateGroup(0), lists.DuplicateGroup(1));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(364, false)]
    public void A_survey_in_nearly_the_same_words_is_a_repost_within_days_but_not_after_a_year(int days, bool grouped)
    {
        const string Survey =
            "Our yearly survey asks every reader how the ferry ran. Please tell the captain what pleased you, what the pier lacks and how "
                + "the crew treated you. It takes ten minutes.";
        Document[] surveys =
        [
            Newsroom.Article("survey", "The ferry survey", Survey + " Binoculars, umbrella, telescope!", "2020-01-01"),
            Newsroom.Article("next", "The ferry survey",
                Survey + " Marathon, voucher, scarf!") with { Published = Newsroom.At("2020-01-01").AddDays(days) },
            Newsroom.Article("prizes", "", "binoculars scarf umbrella voucher telescope marathon"),
        ];
        var lists = Newsroom.Lists([.. Site, .. surveys]);
        Assert.Equal(grouped, lists.DuplicateGroup(lists.IndexOf("survey")) == lists.DuplicateGroup(lists.IndexOf("next")));
    }

    [Fact]
    public void A_training_cancelled_before_it_starts_stops()
    {
        Assert.Throws<OperationCanceledException>(() =>
            new RelatedTrainer(Options).Train(Site, null, new CancellationToken(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => Newsroom.Train(Site).RankAll(null, new CancellationToken(canceled: true)));
        Assert.Throws<OperationCanceledException>(
            () => Newsroom.Train(Site)
                .RankAsOf(Recommender.Engine.Models.RankingSystem.Unlearned, [Site[3].Id], 5, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_running_training_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var stages = new Stages(stage =>
        {
            if (stage == TrainingStage.Encoding)
            {
                cancel.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => new RelatedTrainer(Options).Train(Site, stages, cancel.Token));
    }

    private sealed class Stages(Action<TrainingStage> met) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => met(value.Stage);
    }
}
