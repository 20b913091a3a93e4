using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Recommender.Service.Backup;
using Recommender.Service.Hosting;
using Recommender.Service.Storage;

namespace Recommender.Service.Commands;

/// <summary><c>backup</c>: everything that cannot be recreated, in one file.</summary>
internal sealed class BackupCommand : Command, IVerb
{
    private readonly Argument<string> _target =
        new("FILE|DIR") { Description = "The file to write, or a folder for a file named by date and time" };

    public BackupCommand() : base("backup", "Back up the store, the live models and the data folder's files to one file, while the "
        + "service keeps running.")
    {
        Arguments.Add(_target);
        Options.Add(SharedOptions.Data);
        Options.Add(SharedOptions.Models);
        Options.Add(SharedOptions.Json);
        Options.Add(SharedOptions.Verbose);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
        ["recommender backup /backups",
        "recommender backup site.zip --data /var/lib/recommender/data --models /var/lib/recommender/models"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var data = host.Services.GetRequiredService<IOptions<FolderOptions>>().Value.Data;
        // Opening the database would create it.
        if (!File.Exists(Database.FileIn(data)))
        {
            throw new CommandFailedException($"there is nothing to back up: {Path.GetFullPath(Database.FileIn(data))} does not exist; "
                + $"specify the folders with --data and --models");
        }

        var report = await host.Services.GetRequiredService<BackupWriter>().WriteAsync(parsed.GetRequiredValue(_target), cancel);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(SharedOptions.Json)
            ? JsonSerializer.Serialize(report, JsonSerializerOptions.Web)
            : string.Create(CultureInfo.InvariantCulture, $"{report.File}: {report.Models.Count} sites, "
                + $"{report.Models.Values.Count(model => model is not null)} live models, {report.Bytes / 1_000_000.0:0.0} MB"));
        return CommandLine.Done;
    }
}
