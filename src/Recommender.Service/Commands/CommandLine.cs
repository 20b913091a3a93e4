using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.Json;
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
        var mistyped = Mistyped(parsed);
        if (parsed.Action is ParseErrorAction || (mistyped is not null && parsed.Errors.Count == 0 && parsed.Action is not TeachingHelp))
        {
            var verb = PathOf(parsed.CommandResult);
            await error.WriteLineAsync($"recommender: {mistyped ?? OneLine(parsed.Errors[0].Message)} See: recommender{verb} --help");
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

    // An argument such as a file's name takes any word: without this, "--prnue" is a file that does not exist.
    private static string? Mistyped(ParseResult parsed)
    {
        var beforeDashes = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet();
        var name = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Concat(parsed.UnmatchedTokens)
            .FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal) && beforeDashes.Contains(word))?.Split('=')[0];
        if (name is null)
        {
            return null;
        }

        var nearest = parsed.CommandResult.Command.Options.Select(option => option.Name).MinBy(option => Edits(name, option));
        return $"There is no option {name}.{(nearest is not null && Edits(name, nearest) <= 3 ? $" Did you mean {nearest}?" : "")}";
    }

    // How many letters to insert, remove or replace to make one word the other (Levenshtein).
    private static int Edits(string from, string to)
    {
        var costs = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = costs[0]++;
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = Math.Min(diagonal + (from[i - 1] == to[j - 1] ? 0 : 1), Math.Min(costs[j], costs[j - 1]) + 1);
                (diagonal, costs[j]) = (costs[j], cost);
            }
        }

        return costs[^1];
    }

    private static bool IsOrdinary(Exception e) =>
        e is CommandFailedException or Backup.BackupException or Evaluation.EvaluationException or Importing.ImportException
            or StorageException or OptionsValidationException or InvalidDataException;

    private static string Explain(Exception e) => e switch
    {
        OptionsValidationException options => OneLine(string.Join("; ", options.Failures.Select(WithoutPreamble))),
        InvalidDataException { InnerException: FormatException { InnerException: JsonException json } } =>
            $"{OneLine(e.Message)} It is not valid JSON: line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.",
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
