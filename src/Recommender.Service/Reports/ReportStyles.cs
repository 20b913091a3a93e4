namespace Recommender.Service.Reports;

/// <summary>The report's stylesheet, which is inlined into its page.</summary>
internal static class ReportStyles
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var reader = new StreamReader(typeof(ReportStyles).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }
}
