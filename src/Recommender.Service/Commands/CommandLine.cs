using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Options;
using Recommender.Service.Storage;

namespace Recommender.Service.Commands;

/// <summary>Runs a command, and turns failures into an exit code and one line on standard error.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Interrupted = 130;

    /// <returns>0 success, 1 failure, 2 wrong usage, 130 interrupted.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<Command> verbs, IReadOnlyList<string> arguments, TextWriter output, TextWriter error,
        CancellationToken cancel = default)
    {
        var root =
            new RootCommand("Related articles for every page of a site: imports the articles, trains on them and serves the blocks.");
        foreach (var verb in verbs)
        {
            root.Add(verb);
        }

        root.Options.OfType<HelpOption>().Single().Action = new TeachingHelp();
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            var verb = PathOf(parsed.CommandResult);
            await error.WriteLineAsync($"recommender: {OneLine(parsed.Errors[0].Message)} See: recommender{verb} --help");
            return WrongUsage;
        }

        using var interruption = new Interruption(cancel);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null },
                interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            await error.WriteLineAsync("recommender: interrupted; completed work is kept");
            return Interrupted;
        }
        catch (Exception e)
        {
            var verbose = parsed.GetValue(SharedOptions.Verbose);
            await error.WriteLineAsync($"recommender: {Explain(e)}{(verbose || IsOrdinary(e) ? "" : " (--verbose shows the details)")}");
            if (verbose)
            {
                await error.WriteLineAsync(e.ToString());
            }

            return Failed;
        }
    }

    // " people add": the command with its parents, as typed after the program's name.
    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult above ? $"{PathOf(above)} {result.Command.Name}" : "";

    private static bool IsOrdinary(Exception e) =>
        e is CommandFailedException or Backup.BackupException or Evaluation.EvaluationException or Importing.ImportException
            or StorageException or OptionsValidationException or InvalidDataException;

    private static string Explain(Exception e) => e switch
    {
        OptionsValidationException options => OneLine(string.Join("; ", options.Failures.Select(WithoutPreamble))),
        _ when IsOrdinary(e) => OneLine(e.Message),
        IOException or UnauthorizedAccessException => OneLine(e.Message),
        InvalidOperationException { InnerException: FormatException or ArgumentException } binding => OneLine(binding.Message),
        _ => $"unexpected error: {OneLine(e.Message)}",
    };

    // "DataAnnotation validation failed for 'X' members: 'Y' with the error: 'text'." -> text
    private static string WithoutPreamble(string failure)
    {
        const string Before = "with the error: '";
        var at = failure.IndexOf(Before, StringComparison.Ordinal);
        return at < 0 ? failure : failure[(at + Before.Length)..].TrimEnd('.', '\'');
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
