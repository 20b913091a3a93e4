using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Encoding;

public sealed class TermReaderTests
{
    private readonly Vocabulary _terms = new();
    private readonly Vocabulary _names = new();

    [Fact]
    public void Words_are_stemmed_and_stop_words_removed()
    {
        Assert.Equal(["ferri", "sail", "harbour"], Words(Read("The ferries are sailing from their harbours").Body));
    }

    [Fact]
    public void Words_with_the_same_stem_share_a_number()
    {
        var body = Read("ferry ferries").Body;
        Assert.Equal(body[0], body[1]);
    }

    [Fact]
    public void A_block_ends_at_every_line_and_at_the_end()
    {
        var read = Read("ferry captain\npier\n\nlighthouse cargo anchor");
        Assert.Equal([2, 3, 6], read.BlockEnds);
    }

    [Fact]
    public void An_empty_text_is_one_empty_block_without_sentences()
    {
        var read = Read("");
        Assert.Empty(read.Body);
        Assert.Equal([0], read.BlockEnds);
        Assert.Empty(read.SentenceEnds);
    }

    [Theory]
    [InlineData("Ferry captain. Pier lighthouse! Cargo?", new[] { 2, 4, 5 })]
    [InlineData("Ferry 1.45.0 at example.org sails", new[] { 4 })]
    [InlineData("The. Ferry. And the pier", new[] { 1, 2 })]
    [InlineData("Ferry captain.\nPier\n\nlighthouse", new[] { 2, 3, 4 })]
    public void A_sentence_ends_at_a_full_stop_before_a_space_and_at_every_line_end(string text, int[] ends) =>
        Assert.Equal(ends, Read(text).SentenceEnds);

    [Fact]
    public void Chinese_sentences_end_without_a_space()
    {
        var read = Read("北京市政府。上海市政府。", "zh");
        Assert.Equal(2, read.SentenceEnds.Length);
        Assert.Equal(read.Body.Length, read.SentenceEnds[1]);
    }

    [Fact]
    public void Capitalised_phrases_are_names_but_the_first_word_of_a_sentence_is_not()
    {
        var read = Read("Yesterday we met Angela Merkel near Berlin. Tomorrow comes Paul.");
        Assert.Equal(["angela merkel", "berlin", "paul"], Names(read).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_phrase_does_not_cross_punctuation()
    {
        Assert.Equal(["angela", "paul"], Names(Read("we met Angela, Paul")));
    }

    [Fact]
    public void A_reader_that_does_not_grow_reads_new_words_as_minus_one()
    {
        Read("ferry");
        var read = new TermReader(_terms, _names, grow: false).Read("", "ferry submarine", null);
        Assert.Equal([0, -1], read.Body);
        Assert.Equal(1, _terms.Count);
    }

    [Fact]
    public void Text_in_an_unknown_language_is_only_split_and_lower_cased()
    {
        Assert.Equal(["the", "ferries", "sailing"], Words(Read("The FERRIES sailing", "xx").Body));
    }

    [Fact]
    public void Each_language_has_its_own_stop_words()
    {
        Assert.Equal(["zug"], Words(Read("der Zug und die", "de").Body));
    }

    [Theory]
    [InlineData("ja", "東京都知事選挙")]
    [InlineData("zh", "北京市政府")]
    [InlineData("ko", "서울특별시")]
    public void Text_without_spaces_is_split_into_pieces(string language, string text)
    {
        Assert.True(Read(text, language).Body.Length >= 2);
    }

    [Fact]
    public void Text_beyond_the_limit_is_not_read()
    {
        var read = Read(string.Concat(Enumerable.Repeat("ferry ", 100_000)));
        Assert.InRange(read.Body.Length, 30_000, 34_000);
    }

    [Theory]
    [InlineData("\uD800\uD800 ferry \uDC00")]
    [InlineData("\0\u0001\u0002ferry\u001b[31m")]
    [InlineData("😀😀😀 ferry 👨‍👩‍👧")]
    [InlineData("ferry'''’’’ ''s")]
    public void Hostile_characters_do_not_hide_the_words_between_them(string text)
    {
        Assert.Contains("ferri", Words(Read(text).Body));
    }

    [Fact]
    public void An_endless_word_is_split_into_finite_pieces()
    {
        Assert.All(Words(Read(new string('a', 500_000)).Body), word => Assert.InRange(word.Length, 1, 255));
    }

    [Fact]
    public void A_text_truncated_within_a_surrogate_pair_is_read()
    {
        var read = Read("ferry " + string.Concat(Enumerable.Repeat("𝒳", 110_000)) + " ");
        Assert.Contains("ferri", Words(read.Body));
    }

    private DocumentTerms Read(string body, string? language = null) => new TermReader(_terms, _names, grow: true).Read("", body, language);

    private string[] Words(int[] ids) => Array.ConvertAll(ids, id => _terms[id]);

    // Names consist of terms, so only names unchanged by stemming can be compared.
    private string[] Names(DocumentTerms read) => Array.ConvertAll(read.Names, id => _names[id]);
}
