using System.Globalization;
using Recommender.Service.Storage;
using Recommender.Service.Training.Registry;

namespace Recommender.Service.Commands;

/// <summary>Describes models and their differences on a terminal.</summary>
internal static class ModelWords
{
    public static void Write(TextWriter output, ModelDetails details)
    {
        var model = details.Model;
        Line(output, "model", $"{model.Version}, {EnumWords.Of(model.Status)}{(model.Reason is { } reason ? $": {reason}" : "")}");
        Line(output, "files", details.Problem ?? $"complete, {(details.Bytes ?? 0) / 1e6:0.0} MB");
        if (details.Manifest is { } manifest)
        {
            Line(output, "created", Day(manifest.Created));
            Line(output, "articles", $"{manifest.Articles}, {manifest.Links} links, published {Day(manifest.OldestPublished)} to "
                + $"{Day(manifest.NewestPublished)}");
            Line(output, "trained by", $"{manifest.Program ?? "an earlier program"}, {manifest.Threads} threads, seed "
                + $"{manifest.Settings.Seed}, run {manifest.Run ?? "unknown"}");
            foreach (var (name, value) in manifest.Figures.OrderBy(figure => figure.Key, StringComparer.Ordinal))
            {
                Line(output, name, value.ToString("0.####", CultureInfo.InvariantCulture));
            }
        }

        foreach (var finding in details.Verdict?.Findings ?? [])
        {
            Line(output, finding.Refuses ? "refused" : "warning", finding.Words);
        }

        foreach (var change in details.History)
        {
            var previous = change.Was is { } was ? $", previously {was}" : "";
            var note = change.Details.Length > 0 ? $" ({change.Details})" : "";
            Line(output, Day(change.At), $"{change.Who}: {EnumWords.Of(change.Action)} {change.Version}{previous}{note}");
        }
    }

    public static void Write(TextWriter output, ModelDiff diff)
    {
        Line(output, "from, to", $"{diff.From}, {diff.To}");
        Line(output, "articles", $"{diff.Added} added, {diff.Removed} removed, "
            + $"{diff.Rewritten?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number"} with a different text");
        foreach (var setting in diff.Settings)
        {
            Line(output, setting.Name, $"{setting.From} -> {setting.To}");
        }

        foreach (var figure in diff.Figures)
        {
            Line(output, figure.Name, string.Create(CultureInfo.InvariantCulture, $"{figure.From:0.####} -> {figure.To:0.####}"));
        }

        Line(output, "lists", string.Create(CultureInfo.InvariantCulture, $"{100 * diff.ChangedLists:0.#} % of the top five changed"));
        foreach (var change in diff.MostChanged)
        {
            output.WriteLine($"  {change.Page}");
            change.Before.Where(title => title.IsOther).ToList().ForEach(title => output.WriteLine($"    - {title.Title}"));
            change.After.Where(title => title.IsOther).ToList().ForEach(title => output.WriteLine($"    + {title.Title}"));
        }
    }

    private static void Line(TextWriter output, string name, string value) => output.WriteLine($"{name,-18}  {value}");

    private static string Day(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "unknown";
}
