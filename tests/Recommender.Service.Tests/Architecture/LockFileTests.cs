using System.Text.Json;
using System.Xml.Linq;

namespace Recommender.Service.Tests.Architecture;

/// <summary>
/// Each project's packages.lock.json, with which CI restores: a package of the same version and other content is refused.
/// </summary>
public sealed class LockFileTests
{
    private static readonly Dictionary<string, string> Versions = XDocument
        .Load(Path.Combine(SourceFile.Root, "Directory.Packages.props")).Descendants("PackageVersion")
        .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

    public static TheoryData<string> Projects { get; } =
    [
        .. new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceFile.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(SourceFile.Root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_lock_file_of_a_project_has_its_packages_in_their_versions_with_their_hashes(string project)
    {
        var path = Path.Combine(SourceFile.Root, project);
        var references = References(path).Concat(References(Path.Combine(SourceFile.Root, "Directory.Build.props")))
            .ToDictionary(name => name, name => $"[{Versions[name]}, )");

        var locked = Locked(path);

        var direct = locked.Where(package => package.Value.GetProperty("type").GetString() == "Direct");
        Assert.Equal(
            references.OrderBy(package => package.Key, StringComparer.OrdinalIgnoreCase),
            direct.Select(package => KeyValuePair.Create(package.Name, package.Value.GetProperty("requested").GetString()!))
                .OrderBy(package => package.Key, StringComparer.OrdinalIgnoreCase));
        Assert.All(
            locked.Where(package => package.Value.GetProperty("type").GetString() != "Project"),
            package => Assert.NotEmpty(Convert.FromBase64String(package.Value.GetProperty("contentHash").GetString()!)));
    }

    private static IEnumerable<string> References(string file) =>
        XDocument.Load(file).Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value);

    private static JsonProperty[] Locked(string project)
    {
        var text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"));
        return [.. JsonSerializer.Deserialize<JsonElement>(text).GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()];
    }
}
