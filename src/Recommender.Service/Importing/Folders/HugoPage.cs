using System.Text.Json;

namespace Recommender.Service.Importing.Folders;

/// <summary>A page whose address is made.</summary>
/// <param name="file">Its file.</param>
/// <param name="fields">Its front matter.</param>
/// <param name="slug">Its own name in addresses; null if it has none.</param>
/// <param name="title">Its title; null if it has none.</param>
/// <param name="date">Its date, in the offset that it is shown in.</param>
/// <param name="isList">Whether a folder of the content has a list page.</param>
internal sealed class HugoPage(
    HugoFile file, JsonElement fields, string? slug, string? title, DateTimeOffset? date, Func<string, bool> isList)
{
    public JsonElement Fields => fields;

    public string? Slug => slug;

    public string? Title => title;

    public DateTimeOffset? Date => date;

    public bool IsBundle => file.Name == "index";

    public string Folder => UrlPath.Folder(file.Path);

    /// <summary>The name of the file, or of the folder of a bundle.</summary>
    public string BaseName => IsBundle ? UrlPath.Name(Folder) : file.Name;

    public string Section
    {
        get
        {
            var folder = IsBundle ? UrlPath.Folder(Folder) : Folder;
            return folder.Split('/', 2)[0];
        }
    }

    /// <summary>The first folder, and those below it that have list pages.</summary>
    public IReadOnlyList<string> Sections
    {
        get
        {
            var parts = (IsBundle ? UrlPath.Folder(Folder) : Folder).Split('/', StringSplitOptions.RemoveEmptyEntries);
            var deepest = Enumerable.Range(0, parts.Length).LastOrDefault(i => i == 0 || isList(string.Join('/', parts[..(i + 1)])));
            return parts.Length == 0 ? [] : parts[..(deepest + 1)];
        }
    }
}
