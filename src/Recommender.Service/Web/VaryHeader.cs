using Microsoft.Extensions.Primitives;

namespace Recommender.Service.Web;

/// <summary>The header <c>Vary</c> in one line: some caches (nginx before 1.23) keep only one of several.</summary>
internal static class VaryHeader
{
    public static void Add(IHeaderDictionary headers, string name) =>
        headers.Vary = headers.Vary.Count == 0 ? name : Joined(StringValues.Concat(headers.Vary, name));

    /// <summary>Joins the lines of an answer to one.</summary>
    public static void Join(IHeaderDictionary headers)
    {
        if (headers.Vary.Count > 1)
        {
            headers.Vary = Joined(headers.Vary);
        }
    }

    private static string Joined(StringValues lines) => string.Join(", ", lines
        .SelectMany(line => line?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        .Distinct(StringComparer.OrdinalIgnoreCase));
}
