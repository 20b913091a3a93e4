namespace Recommender.Service.Tests.Importing;

/// <summary>Real feeds and exports, kept outside the repository.</summary>
public sealed class SharedFeedTests
{
    private static readonly string? Folder = Find();

    public static TheoryData<string, int> Files()
    {
        var files = new TheoryData<string, int>();
        if (Folder is null)
        {
            files.Add("(../shared/feeds)", 0);
            return files;
        }

        foreach (var line in File.ReadLines(Path.Combine(Folder, "expected.tsv")).Skip(1))
        {
            var fields = line.Split('\t');
            files.Add(fields[0], int.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture));
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_real_feed_gives_as_many_articles_as_an_established_feed_reader(string file, int articles)
    {
        Assert.SkipWhen(Folder is null, "the folder ../shared/feeds beside the repository is not there");
        await using var workshop = new Workshop();

        var report = await workshop.ImportAsync(Path.Combine(Folder!, file));

        // The reader counts posts with a password, too.
        var isProtected = report.SkippedItems.Count(item => item.Reason == "is protected by a password");
        Assert.Equal(articles, report.New + isProtected);
        Assert.Equal(0, report.Changed);
        Assert.Empty(report.Errors);
        var again = await workshop.ImportAsync(Path.Combine(Folder!, file));
        Assert.Equal((0, 0, report.New), (again.New, again.Changed, again.Unchanged));
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Recommender.sln")))
            {
                var feeds = Path.Combine(folder.FullName, "..", "shared", "feeds");
                return Directory.Exists(feeds) ? Path.GetFullPath(feeds) : null;
            }
        }

        return null;
    }
}
