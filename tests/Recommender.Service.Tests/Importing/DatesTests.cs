using Recommender.Service.Importing.Text;

namespace Recommender.Service.Tests.Importing;

public sealed class DatesTests
{
    [Theory]
    [InlineData("2026-02-11T06:30:00Z", "2026-02-11 06:30:00")]
    [InlineData("2026-02-11T06:30:00.123+02:00", "2026-02-11 04:30:00")]
    [InlineData("2026-02-11T06:30:00", "2026-02-11 06:30:00")]
    [InlineData("2026-02-11", "2026-02-11 00:00:00")]
    [InlineData("2026-02-11 06:30:00", "2026-02-11 06:30:00")]
    [InlineData("2026-02-11 06:30:00 -0500", "2026-02-11 11:30:00")]
    [InlineData("Wed, 11 Feb 2026 06:30:00 GMT", "2026-02-11 06:30:00")]
    [InlineData("Wed, 11 Feb 2026 06:30:00 +0100", "2026-02-11 05:30:00")]
    [InlineData("Wed, 11 Feb 2026 06:30:00 EST", "2026-02-11 11:30:00")]
    [InlineData("Wed, 11 Feb 2026 06:30 PDT", "2026-02-11 13:30:00")]
    [InlineData("Wednesday, 11 February 2026 6:30:00 CEST", "2026-02-11 04:30:00")]
    [InlineData("Thu, 11 Feb 2026 06:30:00 GMT", "2026-02-11 06:30:00")]
    [InlineData("11 Feb 26 06:30:00 Z", "2026-02-11 06:30:00")]
    [InlineData("Wed, 11  Sept 2026 06:30:00 UT", "2026-09-11 06:30:00")]
    [InlineData("Wed, 11 Feb 2026 06:30:00 GMT+0100", "2026-02-11 05:30:00")]
    [InlineData("Wed, 11 Feb 2026 06:30:00 +0100 (CET)", "2026-02-11 05:30:00")]
    [InlineData("February 11, 2026", "2026-02-11 00:00:00")]
    [InlineData("Feb 11, 2026 6:30 PM", "2026-02-11 18:30:00")]
    [InlineData("Wed Feb 11 06:30:00 2026", "2026-02-11 06:30:00")]
    [InlineData("11.2.2026", "2026-02-11 00:00:00")]
    [InlineData("1770791400", "2026-02-11 06:30:00")]
    public void Dates_are_parsed_in_the_forms_used_by_feeds(string written, string utc) =>
        Assert.Equal(utc, Dates.Parse(written)?.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("2026-02-30T06:30:00Z")]
    [InlineData("99999999999999999999")]
    public void Invalid_dates_are_null(string? written) => Assert.Null(Dates.Parse(written));
}
