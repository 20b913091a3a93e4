using System.CommandLine;
using Recommender.Service.Commands;

namespace Recommender.Service;

/// <summary>The program and its verbs.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => CommandLine.RunAsync(Verbs(), args, Console.Out, Console.Error);

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
