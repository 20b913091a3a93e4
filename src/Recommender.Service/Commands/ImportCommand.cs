using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recommender.Service.Hosting;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Crawling;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Web;
using Recommender.Service.Workers;

namespace Recommender.Service.Commands;

/// <summary><c>import</c>: imports a site's articles.</summary>
internal sealed class ImportCommand : Command, IVerb
{
    private const int ShownItems = 20;
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "URL, file or folder, or - for standard input: a feed, an export, a sitemap, JSON Lines, CSV, Markdown; recognised " +
            "from the content",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _prune = new("--prune") { Description = "Withdraw the articles that these sources no longer have" };
    private readonly Option<bool> _full =
        new("--full") { Description = "Read everything again, even what the server reports as unchanged" };

    private readonly Option<string[]> _include = new("--include")
    {
        Description = "Take pages with such addresses as articles, whatever the guess: the beginning of a path; * matches anything, $ " +
            "the end. Repeatable",
        HelpName = "PATTERN",
    };

    private readonly Option<string[]> _exclude = new("--exclude")
    {
        Description = "Leave out pages with such addresses; the longest pattern decides. Repeatable", HelpName = "PATTERN",
    };

    private readonly Option<string?> _address = new("--address")
    {
        Description = "The site's own address, for exports and folders that have only paths", HelpName = "URL",
    };

    private readonly Option<string?> _types = new("--types")
    {
        Description = "Kinds of WordPress content besides posts that are articles, separated by commas", HelpName = "NAMES",
    };

    public ImportCommand() : base("import", "Import a site's articles. Importing again updates only what changed.")
    {
        Arguments.Add(_sources);
        Options.Add(_prune);
        Options.Add(_full);
        Options.Add(_include);
        Options.Add(_exclude);
        Options.Add(_address);
        Options.Add(_types);
        Options.Add(SharedOptions.Site);
        Options.Add(SharedOptions.Data);
        Options.Add(SharedOptions.Json);
        Options.Add(SharedOptions.Verbose);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "recommender import https://example.blogspot.com/feeds/posts/default",
        "recommender import https://example.org/ --site blog",
        "recommender import https://example.org/sitemap.xml --exclude /shop/ --include /shop/stories/",
        "recommender import export.xml --prune --json",
        "recommender import ghost-export.zip --address https://news.example/",
        "gunzip -c articles.jsonl.gz | recommender import -",
    ];

    public static async Task<ImportReport> ImportAsync(
        IServiceProvider services, string site, IReadOnlyList<string> sources, ImportOptions options, TextWriter error,
        CancellationToken cancel)
    {
        try
        {
            return await ProgressDisplay.RunAsync(
                error, services.GetRequiredService<TimeProvider>(),
                progress => services.GetRequiredService<ImportRun>().RunAsync(site, sources, options, new AsStages(progress), cancel));
        }
        catch (ImportException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var site = parsed.GetRequiredValue(SharedOptions.Site);
        var options = new ImportOptions
        {
            Prune = parsed.GetValue(_prune), Full = parsed.GetValue(_full),
            Patterns = new PagePatterns(parsed.GetValue(_include) ?? [], parsed.GetValue(_exclude) ?? []),
            Address = parsed.GetValue(_address), Types = JsonItem.SplitTags(parsed.GetValue(_types) ?? ""),
        };
        var report = await ImportAsync(host.Services, site, parsed.GetRequiredValue(_sources), options, error, cancel);
        if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, ImportJson.Default.ImportReport));
        }
        else
        {
            await WriteAsync(report, output);
        }

        foreach (var failure in report.Errors.Concat(report.Missing))
        {
            await error.WriteLineAsync($"recommender: {failure}");
        }

        foreach (var fault in parsed.GetValue(SharedOptions.Verbose) ? report.Faults : [])
        {
            await error.WriteLineAsync(fault.ToString());
        }

        return report.Errors.Count + report.Missing.Count > 0 ? CommandLine.Failed : CommandLine.Done;
    }

    private static async Task WriteAsync(ImportReport report, TextWriter output)
    {
        if (report.Errors.Count + report.Missing.Count is > 0 and var parts)
        {
            await output.WriteLineAsync(
                $"Incomplete: {parts} part{(parts == 1 ? "" : "s")} could not be read, so articles may be missing");
        }

        await output.WriteLineAsync(
            $"{report.New} new, {report.Changed} changed, {report.Unchanged} unchanged, {report.Withdrawn} withdrawn, {report.Skipped} " +
            "skipped");
        foreach (var source in report.Sources)
        {
            foreach (var line in ImportWords.Of(source, withName: report.Sources.Count > 1).Select(MessageLine.Of))
            {
                await output.WriteLineAsync("  " + line);
            }
        }

        var lines = report.Notes.Select(note => $"  note: {note}").Select(MessageLine.Of).ToList();
        foreach (var line in lines.Take(ShownItems))
        {
            await output.WriteLineAsync(line);
        }

        if (lines.Count > ShownItems)
        {
            await output.WriteLineAsync($"  and {lines.Count - ShownItems} more; --json lists all");
        }
    }

    private sealed class AsStages(IProgress<WorkProgress> progress) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => progress.Report(
            value.Pages > 0 ? new WorkProgress($"reading pages of {value.Source}", value.PagesDone, value.Pages, value.Left)
                : new WorkProgress($"importing {value.Source}", value.Items, 0));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImportReport))]
internal sealed partial class ImportJson : JsonSerializerContext;
