using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Web;

public sealed class CsvFormulaTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("'=1+1", "''=1+1")]
    [InlineData("\uff1d1+1", "'\uff1d1+1")]
    [InlineData("\uff20SUM(A1)", "'\uff20SUM(A1)")]
    [InlineData("-5", "'-5")]
    [InlineData("Ferry;=cmd|' /C calc'!A0", "Ferry;'=cmd|' /C calc'!A0")]
    [InlineData("Ferry; \"=1", "Ferry; \"'=1")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("a\n@b", "a\n'@b")]
    [InlineData("a = b; c, d-e", "a = b; c, d-e")]
    public void A_text_that_a_spreadsheet_would_run_gets_an_apostrophe(string text, string guarded)
    {
        Assert.Equal(guarded, CsvFormulas.Guarded(text));
        Assert.Equal(text, CsvFormulas.Unguarded(guarded));
    }

    [Property(MaxTest = 2000)]
    public Property Every_text_comes_back() => Prop.ForAll(
        Gen.Elements(";", "\t", "\r", "\n", " ", "\"", "'", "=", "+", "-", "@", "\uff1d", "a").ListOf().Select(string.Concat).ToArbitrary(),
        text => CsvFormulas.Unguarded(CsvFormulas.Guarded(text)!) == text);
}
