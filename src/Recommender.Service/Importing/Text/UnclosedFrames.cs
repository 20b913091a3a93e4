using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Text;

/// <summary>
/// Closes the frames that feeds write as in XML (<c>&lt;iframe src="x"/&gt;</c>), or do not close at all: HTML takes all that follows for
/// their content.
/// </summary>
internal static partial class UnclosedFrames
{
    /// <summary>The HTML with such frames closed where they begin; as it is if it has an end tag of that name. Linear.</summary>
    public static string Closed(string html) => Closed(Closed(html, "iframe", Frame()), "object", Object());

    private static string Closed(string html, string name, Regex tag) =>
        html.Contains("<" + name, StringComparison.OrdinalIgnoreCase) && !html.Contains("</" + name, StringComparison.OrdinalIgnoreCase)
            ? tag.Replace(html, $"$1></{name}>") : html;

    [GeneratedRegex(@"(<iframe\b[^<>]*?)/?>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Frame();

    [GeneratedRegex(@"(<object\b[^<>]*?)/?>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Object();
}
