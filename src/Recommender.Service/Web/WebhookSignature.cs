using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.Web;

/// <summary>
/// <c>Recommender-Signature: t=1780315200,v1=5257a8…</c>: the moment of sending in Unix seconds, and the HMAC-SHA256, in hexadecimal, of
/// that number, a full stop and the body. Several <c>v1</c> may stand there; one that holds is enough.
/// </summary>
internal sealed class WebhookSignature
{
    public const string Header = "Recommender-Signature";

    private const int LongestHeader = 1000;
    private readonly byte[][] _signatures;

    private WebhookSignature(long seconds, byte[][] signatures) => (Seconds, _signatures) = (seconds, signatures);

    /// <summary>When it was signed, in Unix seconds.</summary>
    public long Seconds { get; }

    public DateTimeOffset SentAt => DateTimeOffset.FromUnixTimeSeconds(Seconds);

    /// <returns>Null where the header is of another form.</returns>
    public static WebhookSignature? Parse(string? header)
    {
        if (header is not { Length: > 0 and <= LongestHeader })
        {
            return null;
        }

        long? seconds = null;
        var signatures = new List<byte[]>();
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            // What else stands there is of a version to come.
            if (part.StartsWith("t=", StringComparison.Ordinal))
            {
                if (seconds is not null || !long.TryParse(part.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    || number > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
                {
                    return null;
                }

                seconds = number;
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal))
            {
                var bytes = new byte[HMACSHA256.HashSizeInBytes];
                if (Convert.FromHexString(part.AsSpan(3), bytes, out _, out var written) != System.Buffers.OperationStatus.Done
                    || written != bytes.Length)
                {
                    return null;
                }

                signatures.Add(bytes);
            }
        }

        return seconds is null || signatures.Count == 0 ? null : new WebhookSignature(seconds.Value, [.. signatures]);
    }

    /// <summary>
    /// Whether one of its signatures is that of the body by one of the secrets. Takes as long for a near miss as for a far one.
    /// </summary>
    public bool Holds(ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        var holds = false;
        foreach (var secret in secrets)
        {
            var right = Of(Seconds, body, secret);
            foreach (var signature in _signatures)
            {
                holds |= CryptographicOperations.FixedTimeEquals(right, signature);
            }
        }

        return holds;
    }

    /// <summary>The signature of a body.</summary>
    public static byte[] Of(long seconds, ReadOnlySpan<byte> body, string secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(seconds.ToString(CultureInfo.InvariantCulture) + "."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
