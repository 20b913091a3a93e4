using System.Globalization;
using Recommender.Service.Workers;

namespace Recommender.Service.Importing;

/// <summary>The report of a source in words, for people.</summary>
public static class ImportWords
{
    private const int MaxReasons = 8;

    /// <summary>One line each; empty if there is nothing to say beyond the numbers of the whole import.</summary>
    /// <param name="report">The report.</param>
    /// <param name="withName">Begin with the source and its numbers.</param>
    public static IEnumerable<string> Of(SourceReport report, bool withName)
    {
        if (withName)
        {
            yield return $"{report.Source}: {Numbers(report)}";
        }

        foreach (var missing in report.Missing)
        {
            yield return $"not read: {missing}";
        }

        if (Left(report) is { } left)
        {
            yield return left;
        }

        foreach (var (reason, count, example) in report.LeftOut.Take(MaxReasons))
        {
            yield return $"left out, {Number(count)}: {reason}{Such(example)}";
        }

        if (report.LeftOut.Count > MaxReasons)
        {
            yield return $"left out, {Number(report.LeftOut.Skip(MaxReasons).Sum(each => each.Count))}: other reasons";
        }

        foreach (var (doubt, count, example) in report.Doubts)
        {
            yield return $"looks wrong: {Number(count)} article{(count == 1 ? "" : "s")} {doubt}{Such(example)}";
        }

        foreach (var sentence in report.Advice)
        {
            yield return $"next: {sentence}";
        }
    }

    /// <summary>The numbers of a report.</summary>
    public static string Numbers(SourceReport report) =>
        $"{Number(report.Read)} read: {Number(report.New)} new, {Number(report.Changed)} changed, {Number(report.Unchanged)} unchanged, "
        + $"{Number(report.Withdrawn)} withdrawn, {Number(report.LeftOut.Sum(each => each.Count))} left out";

    /// <summary>How many pages are left, and how long they take; null if none are.</summary>
    public static string? Left(SourceReport report) => report.PagesLeft == 0 ? null
        : $"{Number(report.PagesLeft)} pages are left for the next import"
            + (report.SecondsLeft is { } seconds ? $", {Durations.About(TimeSpan.FromSeconds(seconds))}" : "");

    private static string Such(string? example) => example is null ? "" : $", such as {example}";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
