using System.Text.Json;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>A file whose address is made.</summary>
/// <param name="Path">Within the site's source.</param>
/// <param name="Fields">Its front matter with the site's defaults.</param>
/// <param name="Slug">From front matter or the file's name.</param>
/// <param name="Date">In the site's time zone.</param>
internal sealed record JekyllPage(string Path, JsonElement Fields, string Slug, DateTimeOffset? Date)
{
    public string BaseName => System.IO.Path.GetFileNameWithoutExtension(Path);

    public IReadOnlyList<string> Categories => Fields.Texts("categories");

    /// <summary>Without the collection's folder and the ending.</summary>
    public string PathInCollection
    {
        get
        {
            var rest = Path[(Path.IndexOf('/', StringComparison.Ordinal) + 1)..];
            return rest[..^System.IO.Path.GetExtension(rest).Length].TrimEnd('.');
        }
    }
}
