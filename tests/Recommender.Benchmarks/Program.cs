using System.CommandLine;
using Recommender.Benchmarks;
using Recommender.Service.Importing;

var root = new RootCommand(
    "Benchmarks of the ranking and the program, compared with peers. Tables go to standard output, everything else to standard error.")
{
    new DefaultModelCommand(), new QualityCommand(), new SpeedCommand(), new PipelineCommand(), new RulesCommand(), new ServeCommand(),
    new StartCommand(), new ScaleCommand(), new RetrainCommand(), new CandidatesCommand(), new TextsOnlyCommand(), new HouseCommand(),
    new SearchCommand(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"benchmarks: {parsed.Errors[0].Message} See: {parsed.CommandResult.Command.Name} --help");
    return 2;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException
    or InvalidDataException or ImportException or FormatException or PlatformNotSupportedException)
{
    Console.Error.WriteLine($"benchmarks: {e.Message}");
    return 1;
}
