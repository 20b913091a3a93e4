using System.CommandLine;
using System.Text;
using Recommender.Service.Clicks.Reporting;
using Recommender.Service.Web;

namespace Recommender.Service.Commands;

/// <summary><c>report</c>: reports impressions and clicks.</summary>
internal sealed class ReportCommand : SiteCommand
{
    private readonly Option<int> _days = new("--days")
    {
        Description = $"Number of days, including today, 1 to {ReportQuery.MaxDays}", HelpName = "N",
        DefaultValueFactory = _ => ReportQuery.DefaultDays,
    };

    private readonly Option<bool> _csv = new("--csv") { Description = "Print CSV instead of text" };

    public ReportCommand() : base("report", "Report impressions and clicks of the blocks.")
    {
        _days.Validators.Add(result =>
        {
            if (result is { Tokens.Count: 1, Errors: var errors } && !errors.Any()
                && result.GetValueOrDefault<int>() is < 1 or > ReportQuery.MaxDays)
            {
                result.AddError($"--days must be from 1 to {ReportQuery.MaxDays}.");
            }
        });
        Declare(_days, _csv);
        Validators.Add(result =>
        {
            if (result.GetValue(_csv) && result.GetValue(SharedOptions.Json))
            {
                result.AddError("--csv and --json cannot be combined.");
            }
        });
    }

    public override IReadOnlyList<string> Examples { get; } = ["recommender report", "recommender report --days 7 --csv > clicks.csv"];

    protected override async Task<int> RunAsync(ParseResult parsed, string site, IServiceProvider services, CancellationToken cancel)
    {
        var snapshot = await ServedSite.LoadAsync(services, site, cancel);
        var report = await services.GetRequiredService<ReportQuery>().ReadAsync(snapshot, parsed.GetValue(_days), cancel);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_csv))
        {
            await output.WriteAsync(Encoding.UTF8.GetString(ReportCsv.Write(report)));
        }
        else if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(ApiJson.Write(report));
        }
        else
        {
            ReportText.Write(output, report);
        }

        return CommandLine.Done;
    }
}
