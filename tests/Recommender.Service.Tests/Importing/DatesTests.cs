using Recommender.Service.Importing.Text;
using Recommender.Service.Importing.Text.WrittenDates;

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

    [Theory]
    [InlineData("Sonntag, 7. Juni 2026 um 18.45 Uhr", "2026-06-07 18:45:00")]
    [InlineData("Di, 08 Dez 2026 06:30:00 +0100", "2026-12-08 05:30:00")]
    [InlineData("2. Maerz 2026", "2026-03-02 00:00:00")]
    [InlineData("jeu., 19 févr. 2026 07:05:00 +0100", "2026-02-19 06:05:00")]
    [InlineData("1er août 2026 à 9h05", "2026-08-01 09:05:00")]
    [InlineData("mar, 17 mar 2026 10:00", "2026-03-17 10:00:00")]
    [InlineData("sábado, 5 de diciembre de 2026, a las 21:15", "2026-12-05 21:15:00")]
    [InlineData("Qui, 14 Mai 2026 23:59:00 -0300", "2026-05-15 02:59:00")]
    [InlineData("terça-feira, 3 de março de 2026 às 8h", "2026-03-03 08:00:00")]
    [InlineData("giovedì 29 gennaio 2026 ore 12:01", "2026-01-29 12:01:00")]
    [InlineData("vrijdag 21 augustus 2026 om 7.30 uur", "2026-08-21 07:30:00")]
    [InlineData("niedziela, 4 października 2026, godz. 16:20", "2026-10-04 16:20:00")]
    [InlineData("pátek 6. listopadu 2026 v 9:00", "2026-11-06 09:00:00")]
    [InlineData("štvrtok 1. októbra 2026", "2026-10-01 00:00:00")]
    [InlineData("пятница, 9 января 2026 г., 15:40", "2026-01-09 15:40:00")]
    [InlineData("вівторок, 14 квітня 2026", "2026-04-14 00:00:00")]
    [InlineData("torsdag 30 april 2026 kl. 19:00", "2026-04-30 19:00:00")]
    [InlineData("lordag 2. mai 2026", "2026-05-02 00:00:00")]
    [InlineData("keskiviikko 11. marraskuuta 2026 klo 8.15", "2026-11-11 08:15:00")]
    [InlineData("2026. augusztus 20., csütörtök 20:00", "2026-08-20 20:00:00")]
    [InlineData("miercuri, 23 septembrie 2026", "2026-09-23 00:00:00")]
    [InlineData("12 Şubat 2026 Perşembe 13:30", "2026-02-12 13:30:00")]
    [InlineData("Πέμπτη, 16 Ιουλίου 2026, 6:45 μ.μ.", "2026-07-16 18:45:00")]
    [InlineData("понеделник, 22 юни 2026", "2026-06-22 00:00:00")]
    [InlineData("subota, 18. srpnja 2026. u 10:10", "2026-07-18 10:10:00")]
    [InlineData("Sabtu, 26 Desember 2026 09.30", "2026-12-26 09:30:00")]
    [InlineData("Thứ Năm, ngày 8 tháng 10 năm 2026", "2026-10-08 00:00:00")]
    [InlineData("الأحد، ١٢ أبريل ٢٠٢٦", "2026-04-12 00:00:00")]
    [InlineData("8 تشرين الأول 2026", "2026-10-08 00:00:00")]
    [InlineData("יום שלישי, 20 באוקטובר 2026", "2026-10-20 00:00:00")]
    [InlineData("۲۵ اسفند ۱۴۰۴", "2026-03-16 00:00:00")]
    [InlineData("शनिवार, 31 अक्टूबर 2026", "2026-10-31 00:00:00")]
    [InlineData("2026年11月3日（火）午後4時05分", "2026-11-03 16:05:00")]
    [InlineData("令和8年5月1日", "2026-05-01 00:00:00")]
    [InlineData("2026年5月20日 星期三 上午9:10", "2026-05-20 09:10:00")]
    [InlineData("2026년 6월 2일 오후 1:20", "2026-06-02 04:20:00")]
    [InlineData("วันอังคารที่ 15 ธันวาคม พ.ศ. 2569", "2026-12-15 00:00:00")]
    [InlineData("dissabte, 10 d’octubre del 2026 a les 17:00", "2026-10-10 17:00:00")]
    [InlineData("2026ko urtarrilaren 8a", "2026-01-08 00:00:00")]
    [InlineData("2026 m. gruodžio 24 d. 18:00", "2026-12-24 18:00:00")]
    [InlineData("2026. gada 18. novembris", "2026-11-18 00:00:00")]
    [InlineData("neljapäev, 24. september 2026", "2026-09-24 00:00:00")]
    [InlineData("ponedeljek, 5. oktobra 2026", "2026-10-05 00:00:00")]
    [InlineData("pt., 20 lis 2026 12:00", "2026-11-20 12:00:00")]
    public void Dates_are_read_in_the_languages_of_feeds(string written, string utc) =>
        Dates_are_parsed_in_the_forms_used_by_feeds(written, utc);

    [Theory]
    [InlineData("Wed, 11 Feb 2026 06:30:00 MEST", "2026-02-11 04:30:00")]
    [InlineData("Sat, 11 Jul 2026 06:30:00 Europe/Madrid", "2026-07-11 04:30:00")]
    [InlineData("Sun, 11 Jan 2026 06:30:00 America/Chicago", "2026-01-11 12:30:00")]
    [InlineData("2026-02-11T06:30:00[Asia/Tokyo]", "2026-02-10 21:30:00")]
    [InlineData("Wed, 11 Feb 2026 06:30:00 -0700 MST", "2026-02-11 13:30:00")]
    [InlineData("Wed, 11 Feb 2026 06:30:00 GMT+3", "2026-02-11 03:30:00")]
    [InlineData("Wed, 11th Feb 2026 06:30 UTC", "2026-02-11 06:30:00")]
    [InlineData("11 February 2026 at 6:30 pm", "2026-02-11 18:30:00")]
    [InlineData("Wed, 02/11/2026 - 6:30pm", "2026-02-11 18:30:00")]
    [InlineData("Wednesday, February 11, 2026 - 6:30am", "2026-02-11 06:30:00")]
    [InlineData("11 Feb 2026 06:30 PM", "2026-02-11 18:30:00")]
    [InlineData("11 Feb 2026 18:30 PM", "2026-02-11 18:30:00")]
    [InlineData("Feb 11, 2026 12:05:00 AM", "2026-02-11 00:05:00")]
    [InlineData("12:30 AM 11 Feb 2026", "2026-02-11 00:30:00")]
    [InlineData("20260211T063000+0200", "2026-02-11 04:30:00")]
    [InlineData("20260211063000", "2026-02-11 06:30:00")]
    [InlineData("2026-W07-3", "2026-02-11 00:00:00")]
    [InlineData("2026-042", "2026-02-11 00:00:00")]
    [InlineData("2026/02/11 06:30", "2026-02-11 06:30:00")]
    [InlineData("11-02-2026 06:30", "2026-02-11 06:30:00")]
    [InlineData("02/28/2026", "2026-02-28 00:00:00")]
    [InlineData("28/02/2026 06:30", "2026-02-28 06:30:00")]
    [InlineData("Sun, 01/03/2026", "2026-03-01 00:00:00")]
    [InlineData("Sat, 01/03/2026", "2026-01-03 00:00:00")]
    [InlineData("2026-02-11T24:00:00Z", "2026-02-12 00:00:00")]
    [InlineData("1770791400000", "2026-02-11 06:30:00")]
    [InlineData("1770791400.25", "2026-02-11 06:30:00")]
    [InlineData("Wed Feb 11 2026 06:30:00 GMT+0200 (Eastern European Standard Time)", "2026-02-11 04:30:00")]
    [InlineData("Wed, 11 Feb 126 06:30:00 GMT", "2026-02-11 06:30:00")]
    [InlineData("Published: 11.Feb.2026", "2026-02-11 00:00:00")]
    public void Dates_are_read_as_programs_and_people_write_them(string written, string utc) =>
        Dates_are_parsed_in_the_forms_used_by_feeds(written, utc);

    [Theory]
    [InlineData("01/03/2026")]
    [InlineData("1/3/26 10:00")]
    [InlineData("lis 5, 2026")]
    [InlineData("03-02-26")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("1970-01-01T01:00:00+01:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("Wed, 31 Feb 2026 10:00:00 GMT")]
    [InlineData("Wed, 11 Feb 2026 26:30:00 GMT")]
    [InlineData("Wed, 11 Feb 2026 06:30:00 QQQ")]
    [InlineData("11 Feb")]
    [InlineData("Tue, 11 Feb 126 06:30:00 GMT")]
    [InlineData("99/99/2026")]
    [InlineData("11 Feb 2026 by Ann")]
    [InlineData("15:00 AM 11 Feb 2026")]
    [InlineData("12:30 am 11 Feb 2026")]
    public void What_is_not_certain_is_not_read(string written) => Assert.Null(Dates.Parse(written));

    [Theory]
    [InlineData("de", "2026-03-01")]
    [InlineData("pt-BR", "2026-03-01")]
    [InlineData("en-GB", "2026-03-01")]
    [InlineData("en-US", "2026-01-03")]
    [InlineData("en", null)]
    [InlineData("fr-CA", null)]
    [InlineData("ja", null)]
    [InlineData(null, null)]
    public void The_language_may_tell_the_day_from_the_month(string? language, string? day) => Assert.Equal(
        day, Dates.Read("01/03/2026", new DateHints(language, DayOrders.None)).Instant?.ToString("yyyy-MM-dd", null));

    [Fact]
    public void A_long_date_takes_no_time()
    {
        foreach (var piece in (string[])["1", "a ", "1 ", "(", "日", "1:", "+1", "mar ", "มี", "1/"])
        {
            Assert.Null(Dates.Parse(string.Concat(Enumerable.Repeat(piece, 200 / piece.Length))));
            Assert.Null(Dates.Parse(string.Concat(Enumerable.Repeat(piece, 2_000_000))));
        }
    }
}
