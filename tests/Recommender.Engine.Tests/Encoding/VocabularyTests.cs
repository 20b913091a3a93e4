using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Encoding;

public sealed class VocabularyTests
{
    [Fact]
    public void Words_are_numbered_in_order_of_first_occurrence()
    {
        var words = new Vocabulary(["pier", "ferry", "pier"]);
        Assert.Equal(2, words.Count);
        Assert.Equal(0, words.Add("pier"));
        Assert.Equal(1, words.Find("ferry"));
        Assert.Equal("ferry", words[1]);
        Assert.Equal(2, words.Add("tide".AsSpan()));
    }

    [Fact]
    public void An_unknown_word_has_no_number_and_lookup_is_case_sensitive()
    {
        Assert.Equal(-1, new Vocabulary(["pier"]).Find("Pier"));
    }
}
