using System.CommandLine;
using Recommender.Service.Commands;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service;

/// <summary>The program and its verbs.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        // Started by this program itself, and often: without the command line and the services.
        if (args is [ReadLoop.Verb])
        {
            await ReadLoop.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput());
            return CommandLine.Done;
        }

        return await CommandLine.RunAsync(Verbs(), args, Console.Out, Console.Error);
    }

    public static IReadOnlyList<Command> Verbs() =>
    [
        new DemoCommand(),
        new ServeCommand(),
        new ImportCommand(),
        new TrainCommand(),
        new ModelsCommand(),
        new RunsCommand(),
        new RelatedCommand(),
        new ExportCommand(),
        new EvaluateCommand(),
        new ReportCommand(),
        new PeopleCommand(),
        new KeysCommand(),
        new BackupCommand(),
        new RestoreCommand(),
    ];
}
