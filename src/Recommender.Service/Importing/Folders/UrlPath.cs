using System.Globalization;
using System.Text;

namespace Recommender.Service.Importing.Folders;

/// <summary>Paths of addresses.</summary>
internal static class UrlPath
{
    private const string Escaped = "\"<>\\^`{|} #?";

    /// <summary>The path with everything escaped that an address does not hold as it is; what is escaped already stays.</summary>
    public static string Escape(string path)
    {
        var text = new StringBuilder(path.Length);
        foreach (var value in Encoding.UTF8.GetBytes(path))
        {
            var c = (char)value;
            text.Append(c is <= ' ' or >= '\x7f' || Escaped.Contains(c, StringComparison.Ordinal)
                ? "%" + value.ToString("X2", CultureInfo.InvariantCulture) : c.ToString());
        }

        return text.ToString();
    }

    /// <summary>Parts joined by single slashes.</summary>
    public static string Join(params ReadOnlySpan<string?> parts)
    {
        var path = new StringBuilder();
        foreach (var part in parts)
        {
            if (!string.IsNullOrEmpty(part?.Trim('/')))
            {
                path.Append('/').Append(part.Trim('/'));
            }
        }

        return path.ToString();
    }

    /// <summary>The folder of a path, without slash at its end; "" at the root.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
