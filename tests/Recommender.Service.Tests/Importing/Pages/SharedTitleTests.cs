using System.Globalization;

namespace Recommender.Service.Tests.Importing.Pages;

/// <summary>What the titles of a site's pages have in common is the site's name.</summary>
public sealed class SharedTitleTests
{
    private static readonly string[] Subjects =
        ["Ferry", "Bridge", "School", "Market", "Library", "Tower", "Garden", "Stadium", "Theatre", "Museum", "Station", "Chapel"];

    [Theory]
    [InlineData("{0} opens again | The Island Sheet", "{0} opens again")]
    [InlineData("The Island Sheet » {0} opens again", "{0} opens again")]
    [InlineData("{0} opens again :: The Island Sheet!", "{0} opens again")]
    [InlineData("{0}再開｜島の新聞", "{0}再開")]
    public async Task What_all_pages_share_is_cut_and_stays_cut(string pattern, string expected)
    {
        await using var workshop = new Workshop();
        Write(workshop, Subjects, pattern);

        var first = await workshop.ImportAsync(Path.Combine(workshop.Folder, "pages"));

        Assert.Equal(Subjects.Length, first.New);
        Assert.Equal(Titles(Subjects, expected), await TitlesAsync(workshop));
        var again = await workshop.ImportAsync(Path.Combine(workshop.Folder, "pages"));
        Assert.Equal((0, 0, Subjects.Length), (again.New, again.Changed, again.Unchanged));
        Write(workshop, ["Lighthouse"], pattern, "more");
        var more = await workshop.ImportAsync(Path.Combine(workshop.Folder, "more"));
        Assert.Equal(1, more.New);
        Assert.Contains(Titles(["Lighthouse"], expected)[0], await TitlesAsync(workshop));
    }

    [Fact]
    public async Task Pages_that_come_one_by_one_show_it_too()
    {
        await using var workshop = new Workshop();
        foreach (var subject in Subjects)
        {
            Write(workshop, [subject], "{0} opens again - The Island Sheet", subject);
            await workshop.ImportAsync(Path.Combine(workshop.Folder, subject));
        }

        Assert.Equal(Titles(Subjects, "{0} opens again"), await TitlesAsync(workshop));
    }

    [Fact]
    public async Task The_name_of_a_series_stays()
    {
        await using var workshop = new Workshop();
        Write(workshop, Subjects, "{0} opens again");
        Write(workshop, ["Pier", "Quay"], "{0} at night - Letters from the harbour");

        await workshop.ImportAsync(Path.Combine(workshop.Folder, "pages"));

        Assert.Contains("Pier at night - Letters from the harbour", await TitlesAsync(workshop));
        Assert.Contains("Ferry opens again", await TitlesAsync(workshop));
    }

    [Fact]
    public async Task A_subject_in_front_stays()
    {
        await using var workshop = new Workshop();
        Write(workshop, Subjects[..8], "Opinion: {0} must open again");
        Write(workshop, Subjects[8..], "{0} opens again");

        await workshop.ImportAsync(Path.Combine(workshop.Folder, "pages"));

        Assert.Contains("Opinion: Ferry must open again", await TitlesAsync(workshop));
    }

    private static void Write(Workshop workshop, string[] subjects, string pattern, string folder = "pages")
    {
        foreach (var subject in subjects)
        {
            var title = Titles([subject], pattern)[0];
            workshop.Write($"{folder}/{subject}.html", MadePage.Html(
                $"<title>{title}</title><meta property=og:title content='{title}'><link rel=canonical href='https://a.example/{subject}'>",
                $"<article><p>{subject}. {MadePage.Sentence}</p>{MadePage.Paragraphs}</article>"));
        }
    }

    private static List<string> Titles(string[] subjects, string pattern) =>
        [.. subjects.Select(subject => string.Format(CultureInfo.InvariantCulture, pattern, subject)).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> TitlesAsync(Workshop workshop)
    {
        var titles = new List<string>();
        await foreach (var article in workshop.Articles.ReadAllAsync(Workshop.Site, TestContext.Current.CancellationToken))
        {
            titles.Add(article.Title);
        }

        return [.. titles.Order(StringComparer.Ordinal)];
    }
}
