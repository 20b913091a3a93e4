using Recommender.Service.Blocks.Dates;

namespace Recommender.Service.Tests.Blocks.Dates;

public class BlockDatesTests
{
    private static readonly DateTimeOffset Date = new(2026, 5, 9, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, "9 May 2026")]
    [InlineData(null, "en-GB", "9 May 2026")]
    [InlineData(null, "de", "9. Mai 2026")]
    [InlineData(null, "de-AT", "9. Mai 2026")]
    [InlineData(null, "DE", "9. Mai 2026")]
    [InlineData(null, "es", "9 de mayo de 2026")]
    [InlineData(null, "pl", "9 maja 2026")]
    [InlineData(null, "ja", "2026年5月9日")]
    [InlineData(null, "zh-Hant-TW", "2026年5月9日")]
    [InlineData(null, "xx-nowhere", "9 May 2026")]
    [InlineData(null, "-", "9 May 2026")]
    [InlineData("ddd d MMM", "fr", "sam. 9 mai")]
    [InlineData("dddd", "de", "Samstag")]
    [InlineData("dd/MM/yyyy", "es", "09/05/2026")]
    [InlineData("%", "de", "9. Mai 2026")]
    public void A_date_is_formatted_in_its_language(string? format, string? language, string expected) =>
        Assert.Equal(expected, BlockDates.Format(Date, format, language));
}
