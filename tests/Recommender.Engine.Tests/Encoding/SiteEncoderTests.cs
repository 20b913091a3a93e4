using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Encoding;

public sealed class SiteEncoderTests
{
    private static readonly Document[] Site =
        [.. Newsroom.Site(40).Select((d, i) => d with { Tags = [$"Tag {i % 3}"], Author = $"Author {i % 4}", Language = "en" })];
    private static readonly SiteEncoder Encoder = Newsroom.Encoder(Site);

    [Fact]
    public void A_saved_encoder_encodes_the_same_after_loading()
    {
        using var folder = new Folder();
        Encoder.Save(folder.Path);
        var (before, after) = (Encoder.Encode(Site), SiteEncoder.Load(folder.Path).Encode(Site));
        Assert.Equal(before.Embeddings, after.Embeddings, (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(before.Sections, after.Sections);
        Assert.Equal(before.Authors, after.Authors);
        Assert.Equal(before.SentenceStarts, after.SentenceStarts);
        for (var i = 0; i < Site.Length; i++)
        {
            Equal(before.Terms[i], after.Terms[i]);
            Equal(before.Bigrams[i], after.Bigrams[i]);
            Equal(before.Names[i], after.Names[i]);
            Equal(before.Leads[i], after.Leads[i]);
            Equal(before.Titles[i], after.Titles[i]);
            Equal(before.TitleBigrams[i], after.TitleBigrams[i]);
            Equal(before.Tags[i], after.Tags[i]);
        }
    }

    [Fact]
    public void Tags_are_equal_regardless_of_case_and_spaces()
    {
        var encoded = Encoder.Encode([Site[0] with { Tags = [" TAG 0 "] }, Site[0] with { Tags = ["tag 0", "Tag 0", "unknown"] }]);
        Assert.Equal(encoded.Tags[0].Ids, encoded.Tags[1].Ids);
        Assert.Equal(1, encoded.Tags[0].Ids.Length);
    }

    [Fact]
    public void An_ignored_tag_is_in_no_vector_but_its_articles_stay()
    {
        var encoder = Newsroom.Encoder(Site, new RankingOptions { IgnoredTags = [" tAG 1", "never used"] });
        var encoded = encoder.Encode([.. Site, Site[0] with { Id = "later", Tags = ["TAG 1", "tag 2"] }]);
        Assert.Equal(Site.Length + 1, encoded.Count);
        Assert.Equal(["tag 0", "tag 2"], encoder.Tags.Words.Order());
        Assert.Equal(0, encoded.Tags[1].Ids.Length);
        Assert.Equal([encoder.Tags.Find("tag 2")], encoded.Tags[Site.Length].Ids);
    }

    [Fact]
    public void Missing_and_unknown_labels_have_no_number()
    {
        var encoded = Encoder.Encode([new Document { Id = "x", Title = "", Text = "", Section = "never seen" }]);
        Assert.Equal([-1], encoded.Sections);
        Assert.Equal([-1], encoded.Authors);
        Assert.Equal([EncodedDocuments.Undated], encoded.Days);
        Assert.Equal(0, encoded.Terms[0].Ids.Length);
    }

    [Fact]
    public void The_day_is_the_UTC_day()
    {
        var late = Site[0] with { Published = new DateTimeOffset(2020, 5, 1, 23, 30, 0, TimeSpan.FromHours(-5)) };
        Assert.Equal([new DateOnly(2020, 5, 2).DayNumber], Encoder.Encode([late]).Days);
    }

    [Fact]
    public void Each_sentence_is_a_vector_and_neighbours_are_joined_in_a_long_body()
    {
        var encoded = Encoder.Encode(
        [
            Newsroom.Article("short", "", "Ferry captain. Pier!\nLighthouse cargo"), Newsroom.Article("empty", "ferry", ""),
            Newsroom.Article("long", "", string.Concat(Enumerable.Repeat("Ferry captain. Pier. ", 400))),
        ]);
        Assert.Equal([0, 3, 3], encoded.SentenceStarts[..3]);
        Assert.Equal([2, 1, 2], [encoded.Sentences[0].Ids.Length, encoded.Sentences[1].Ids.Length, encoded.Sentences[2].Ids.Length]);
        // 1,200 terms in at most 256 vectors of whole sentences: five or six terms each.
        Assert.Equal(201, encoded.SentenceStarts[3] - encoded.SentenceStarts[2]);
    }

    [Fact]
    public void A_saved_encoding_can_be_loaded_and_appended_to()
    {
        using var folder = new Folder();
        var encoded = Encoder.Encode(Site[..10]);
        encoded.Save(folder.File("documents.bin"));
        var loaded = EncodedDocuments.Load(folder.File("documents.bin"));
        loaded.Append(Encoder.Encode(Site[10..12]));
        var whole = Encoder.Encode(Site[..12]);
        Assert.Equal(12, loaded.Count);
        Assert.Equal(whole.Ids, loaded.Ids);
        Assert.Equal(whole.SentenceStarts, loaded.SentenceStarts);
        for (var i = 0; i < 12; i++)
        {
            Equal(whole.Terms[i], loaded.Terms[i]);
            Assert.Equal(whole.Embedding(i), loaded.Embedding(i));
        }
    }

    private static void Equal(SparseRow expected, SparseRow actual)
    {
        Assert.Equal(expected.Ids, actual.Ids);
        Assert.Equal(expected.Weights, actual.Weights);
    }
}
