using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Recommender.Service.Delivery;

/// <summary>Reads Accept-Encoding (RFC 9110, 12.5.3).</summary>
internal static class AcceptedEncodings
{
    /// <summary>
    /// The encodings that the client lists with a weight above 0. A bare <c>*</c> lists none: such a client gets the uncompressed form.
    /// </summary>
    public static ContentEncodings Of(StringValues header)
    {
        var accepted = ContentEncodings.None;
        foreach (var line in header)
        {
            foreach (var part in line.AsSpan().Split(','))
            {
                accepted |= OfPart(line.AsSpan()[part]);
            }
        }

        return accepted;
    }

    private static ContentEncodings OfPart(ReadOnlySpan<char> part)
    {
        var end = part.IndexOf(';');
        var name = (end < 0 ? part : part[..end]).Trim();
        var encoding = name.Equals("br", StringComparison.OrdinalIgnoreCase) ? ContentEncodings.Brotli
            : name.Equals("gzip", StringComparison.OrdinalIgnoreCase) ? ContentEncodings.Gzip
            : ContentEncodings.None;
        return encoding == ContentEncodings.None || end < 0 || IsWanted(part[(end + 1)..].Trim()) ? encoding : ContentEncodings.None;
    }

    private static bool IsWanted(ReadOnlySpan<char> weight) =>
        !weight.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        || !double.TryParse(weight[2..].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        || value > 0;
}
