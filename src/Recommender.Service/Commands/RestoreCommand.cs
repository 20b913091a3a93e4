using System.CommandLine;
using Microsoft.Extensions.Options;
using Recommender.Service.Backup;
using Recommender.Service.Hosting;
using Recommender.Service.Storage;

namespace Recommender.Service.Commands;

/// <summary><c>restore</c>: restores an installation from a backup.</summary>
internal sealed class RestoreCommand : Command, IVerb
{
    private readonly Argument<string> _file = new("FILE") { Description = "A file written by 'recommender backup'" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace existing files in the folders" };

    public RestoreCommand() : base("restore", "Restore a backup into empty folders after verifying all its files.")
    {
        Arguments.Add(_file);
        Options.Add(_force);
        Options.Add(SharedOptions.Data);
        Options.Add(SharedOptions.Models);
        Options.Add(SharedOptions.Verbose);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
        ["recommender restore site.zip --data new/data --models new/models", "recommender restore site.zip --force"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var folders = host.Services.GetRequiredService<IOptions<FolderOptions>>().Value;
        using var backup = BackupFile.Open(parsed.GetRequiredValue(_file));
        await new Restoring(backup, Path.GetFullPath(folders.Data), Path.GetFullPath(folders.Models))
            .RunAsync(parsed.GetValue(_force), cancel);
        var manifest = backup.Manifest;
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"restored {manifest.Models.Count} sites, {manifest.Models.Values.Count(model => model is not null)} live models, as of "
            + $"{manifest.Created.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        return CommandLine.Done;
    }
}
