using System.Diagnostics;
using Recommender.Service.Importing;

namespace Recommender.Service.Tests.Importing;

/// <summary>Imports hostile files and checks that it takes a short time and that every reported line is short.</summary>
internal static class CheckedImports
{
    // Far more than any import here needs, far less than hostile files try to use.
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(20);

    /// <summary>Writes a file and imports it.</summary>
    public static async Task<ImportReport> CheckedImportAsync(this Workshop workshop, string name, string content)
    {
        var file = workshop.Write(name, content);
        var report = await TimedAsync(() => workshop.ImportAsync(file));
        Assert.All(Lines(report), AssertOneLine);
        return report;
    }

    /// <summary>Everything that an import reports, even if nothing can be read.</summary>
    public static async Task<string> ReportOfAsync(this Workshop workshop, string name, string content)
    {
        try
        {
            return string.Join('\n', Lines(await workshop.CheckedImportAsync(name, content)));
        }
        catch (ImportException e)
        {
            AssertOneLine(e.Message);
            return e.Message;
        }
    }

    private static IEnumerable<string> Lines(ImportReport report) =>
        [.. report.Notes, .. report.Errors, .. report.SkippedItems.Select(item => item.Reason)];

    private static void AssertOneLine(string line)
    {
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain("   at ", line);
        Assert.InRange(line.Length, 1, 1000);
    }

    /// <summary>Runs work that must not take longer than a short time.</summary>
    public static async Task<T> TimedAsync<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        var result = await work();
        Assert.True(watch.Elapsed < LongestTime, $"took {watch.Elapsed}");
        return result;
    }
}
