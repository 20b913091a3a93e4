using System.IO.Enumeration;
using System.Text.Json;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>The values that a Jekyll configuration gives to files by path and kind. The more specific path wins.</summary>
internal sealed class JekyllDefaults
{
    private static readonly JsonElement None = JsonSerializer.SerializeToElement(new Dictionary<string, string>());

    private readonly List<(string Path, string? Type, JsonElement Values)> _sets = [];

    public JekyllDefaults(JsonElement? defaults)
    {
        foreach (var set in defaults is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [])
        {
            if (set.Member("scope") is { ValueKind: JsonValueKind.Object } scope
                && set.Member("values") is { ValueKind: JsonValueKind.Object } values)
            {
                _sets.Add(((scope.Text("path") ?? "").Trim('/'), scope.Text("type"), values));
            }
        }
    }

    public JsonElement Of(string path, string type)
    {
        var (values, last) = (None, ((string Path, string? Type)?)null);
        foreach (var set in _sets.Where(set => (set.Type is null || set.Type == type) && Holds(set.Path, path)))
        {
            var wins = last is not { } before || (set.Path.Length != before.Path.Length
                ? set.Path.Length > before.Path.Length : set.Type is not null || before.Type is null);
            values = wins ? SiteConfiguration.Merged(values, set.Values) : SiteConfiguration.Merged(set.Values, values);
            last = wins ? (set.Path, set.Type) : last;
        }

        return values;
    }

    private static bool Holds(string scope, string path) => scope.Length == 0 || path.StartsWith(scope, StringComparison.Ordinal)
        || (scope.Contains('*', StringComparison.Ordinal) && FileSystemName.MatchesSimpleExpression(scope + "*", path, ignoreCase: false));
}
