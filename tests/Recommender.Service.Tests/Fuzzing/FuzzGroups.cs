namespace Recommender.Service.Tests.Fuzzing;

internal static class FuzzGroups
{
    private static readonly Dictionary<string, Func<FuzzGroup>> All = new(StringComparer.Ordinal)
    {
        ["feeds"] = () => new FeedGroup(),
        ["pages"] = () => new PageGroup(),
        ["exports"] = () => new ExportGroup(),
        ["robots"] = () => new RobotsGroup(),
        ["json"] = () => new JsonGroup(),
        ["markdown"] = () => new MarkdownGroup(),
        ["rules"] = () => new RuleGroup(),
        ["restore"] = () => new RestoreGroup(),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static FuzzGroup Make(string name) => All.TryGetValue(name, out var make)
        ? make() : throw new ArgumentException($"unknown group {name}: the groups are {string.Join(", ", Names)}", nameof(name));
}
