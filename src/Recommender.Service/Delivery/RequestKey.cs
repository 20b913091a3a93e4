using System.Globalization;
using System.Text;
using Recommender.Service.Blocks;

namespace Recommender.Service.Delivery;

/// <summary>A canonical text for all requests for the same block.</summary>
internal static class RequestKey
{
    /// <summary>Equal for requests that differ only in order, case or repetition of set-valued parameters. Not for display.</summary>
    public static string Of(BlockRequest request)
    {
        var key = new StringBuilder();
        key.Append(CultureInfo.InvariantCulture, $"{request.Article},{request.Limit},{(request.Fallback ? 1 : 0)}");
        if (request.From is { } from)
        {
            key.Append(CultureInfo.InvariantCulture, $",from{from.Ticks}");
        }

        if (request.Before is { } before)
        {
            key.Append(CultureInfo.InvariantCulture, $",to{before.Ticks}");
        }

        if (request.Excluded.Count > 0)
        {
            key.Append(",not").AppendJoin('.', request.Excluded.Distinct().Order());
        }

        Append(key, "section", request.Sections);
        Append(key, "tag", request.Tags);
        return key.ToString();
    }

    // Each name is preceded by its length, so no name can be mistaken for two.
    private static void Append(StringBuilder key, string what, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        key.Append(',').Append(what);
        foreach (var name in names.Select(name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            key.Append(CultureInfo.InvariantCulture, $"{name.Length}:{name}");
        }
    }
}
