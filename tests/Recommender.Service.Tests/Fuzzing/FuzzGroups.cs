namespace Recommender.Service.Tests.Fuzzing;

internal static class FuzzGroups
{
    public static IReadOnlyList<string> Names { get; } = ["feeds", "pages", "exports", "robots", "json", "markdown", "rules", "restore"];

    public static FuzzGroup Make(string name) => name switch
    {
        "feeds" => new FeedGroup(),
        "pages" => new PageGroup(),
        "exports" => new ExportGroup(),
        "robots" => new RobotsGroup(),
        "json" => new JsonGroup(),
        "markdown" => new MarkdownGroup(),
        "rules" => new RuleGroup(),
        "restore" => new RestoreGroup(),
        _ => throw new ArgumentException($"there is no group {name}: there are {string.Join(", ", Names)}", nameof(name)),
    };
}
