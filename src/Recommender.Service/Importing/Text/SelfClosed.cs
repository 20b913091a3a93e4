using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Text;

/// <summary>
/// Closes the frames that feeds write as in XML (<c>&lt;iframe src="x"/&gt;</c>): HTML knows no such form, and takes all that follows for
/// their content.
/// </summary>
internal static partial class SelfClosed
{
    /// <summary>The HTML with its self-closed frames closed; as it is if it has an end tag of that name. Linear.</summary>
    public static string Opened(string html) =>
        html.Contains("/>", StringComparison.Ordinal) ? Opened(Opened(html, "iframe", Frame()), "object", Object()) : html;

    private static string Opened(string html, string name, Regex tag) =>
        html.Contains("<" + name, StringComparison.OrdinalIgnoreCase) && !html.Contains("</" + name, StringComparison.OrdinalIgnoreCase)
            ? tag.Replace(html, $"$1></{name}>") : html;

    [GeneratedRegex(@"(<iframe\b[^<>]*)/>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Frame();

    [GeneratedRegex(@"(<object\b[^<>]*)/>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Object();
}
