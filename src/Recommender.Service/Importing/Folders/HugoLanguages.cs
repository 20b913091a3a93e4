using System.Text.Json;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>The content folders and languages of a Hugo site.</summary>
internal sealed class HugoLanguages
{
    private readonly JsonElement _settings;
    private readonly Dictionary<string, JsonElement> _languages;
    private readonly List<(string Folder, string? Language, string Target)> _folders = [];
    private readonly string _default;
    private readonly bool _isDefaultInFolder;
    private readonly HashSet<string> _disabled;

    public HugoLanguages(JsonElement settings)
    {
        _settings = settings;
        _default = (settings.Text("defaultContentLanguage") ?? "en").ToLowerInvariant();
        _isDefaultInFolder = MarkdownFields.Truth(settings, "defaultContentLanguageInSubdir") == true;
        var languages = SiteConfiguration.Entries(settings.Member("languages")).ToList();
        _languages = languages.Where(language => language.Value.ValueKind == JsonValueKind.Object)
            .DistinctBy(language => language.Name.ToLowerInvariant())
            .ToDictionary(language => language.Name.ToLowerInvariant(), language => SiteConfiguration.Merged(settings, language.Value));
        _disabled = [.. settings.Texts("disableLanguages").Select(name => name.ToLowerInvariant()), .. languages
            .Where(language => MarkdownFields.Truth(language.Value, "disabled") == true)
                .Select(language => language.Name.ToLowerInvariant())];
        var mounts = (settings.Member("module")?.Member("mounts") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [])
            .Where(mount => mount.Text("target") is "content"
                || mount.Text("target")?.StartsWith("content/", StringComparison.Ordinal) == true)
            .ToList();
        foreach (var mount in mounts)
        {
            Add(mount.Text("source"), mount.Text("lang")?.ToLowerInvariant(), mount.Text("target")!["content".Length..].Trim('/'));
        }

        foreach (var language in languages)
        {
            Add(language.Value.Text("contentDir"), language.Name.ToLowerInvariant(), "");
        }

        if (mounts.Count == 0)
        {
            Add(settings.Text("contentDir") ?? "content", null, "");
        }

        // The longest folder that holds a file is its own.
        _folders.Sort((a, b) => b.Folder.Length.CompareTo(a.Folder.Length));

        void Add(string? folder, string? language, string target)
        {
            if (folder?.Replace('\\', '/').Trim('/', '.') is { Length: > 0 } name)
            {
                _folders.Add((name, language, target));
            }
        }
    }

    /// <summary>A file's place among the content; null if it is not content.</summary>
    public HugoFile? Of(string path)
    {
        var found = _folders.Find(folder => path.Length > folder.Folder.Length && path[folder.Folder.Length] == '/'
            && path.StartsWith(folder.Folder, StringComparison.Ordinal));
        if (found.Folder is null)
        {
            return null;
        }

        var inside = path[(found.Folder.Length + 1)..];
        var name = Path.GetFileNameWithoutExtension(inside);
        var language = found.Language;
        // "bridge.fr.md".
        var dot = name.LastIndexOf('.');
        if (dot > 0 && _languages.ContainsKey(name[(dot + 1)..].ToLowerInvariant()))
        {
            language = name[(dot + 1)..].ToLowerInvariant();
            name = name[..dot];
        }

        language ??= _languages.Count > 0 ? _default : null;
        return new HugoFile(
            UrlPath.Join(found.Target, inside).TrimStart('/'), found.Folder, name, language,
            language is not null && (language != _default || _isDefaultInFolder) && !HasOwnHost(language) ? language : "",
            language is not null && _languages.TryGetValue(language, out var settings) ? settings : _settings,
            language is not null && _disabled.Contains(language));
    }

    private bool HasOwnHost(string language) => _settings.Member("languages")?.Member(language)?.Text("baseURL") is not null;
}
