using System.Globalization;
using CsvHelper;
using Recommender.Service.Web;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>Writes a report as CSV: one line per figure; the first column names the grouping.</summary>
internal static class ReportCsv
{
    private static readonly string[] Columns =
        ["by", "name", "page", "article", "impressions", "clicks", "rate", "rateLow", "rateHigh", "corrected", "correctedLow",
            "correctedHigh"];

    public static byte[] Write(ClickReport report)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions(), leaveOpen: true))
        {
            Line(csv, Columns);
            IEnumerable<(string By, IReadOnlyList<ClickFigures> Figures)> parts =
            [
                ("total", [report.Total]), ("slot", report.Slots), ("source", report.Sources), ("section", report.Sections),
                ("age", report.Ages),
                ("model", report.Models), ("top", report.Top), ("flop", report.Flop),
            ];
            foreach (var (by, figures) in parts)
            {
                foreach (var figure in figures)
                {
                    Line(csv, Fields(by, figure));
                }
            }
        }

        return file.ToArray();
    }

    private static string[] Fields(string by, ClickFigures figure)
    {
        var (pair, corrected) = (figure as PairFigures, figure.Corrected);
        return
        [
            by, figure.Name, pair?.Page ?? "", pair?.Article ?? "", $"{figure.Impressions}", $"{figure.Clicks}",
            Number(figure.Rate.Value), Number(figure.Rate.Low), Number(figure.Rate.High),
            Number(corrected?.Value), Number(corrected?.Low), Number(corrected?.High),
        ];
    }

    private static string Number(double? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    private static void Line(CsvWriter csv, string[] fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(CsvFormulas.Guarded(field));
        }

        csv.EndRecord();
    }
}
