using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.Web;

/// <summary>
/// <c>Recommender-Signature: t=1780315200,v1=5257a8…</c>: the time of sending in Unix seconds, and the hexadecimal HMAC-SHA256 of that
/// number, a full stop and the body. <c>v1</c> may occur several times; one valid signature is enough.
/// </summary>
internal sealed class WebhookSignature
{
    public const string Header = "Recommender-Signature";

    private const int LongestHeader = 1000;
    private readonly byte[][] _signatures;

    private WebhookSignature(long seconds, byte[][] signatures) => (Seconds, _signatures) = (seconds, signatures);

    /// <summary>Time of signing in Unix seconds.</summary>
    public long Seconds { get; }

    public DateTimeOffset SentAt => DateTimeOffset.FromUnixTimeSeconds(Seconds);

    /// <returns>Null if the header has another form.</returns>
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
            // Other parts belong to later versions of the format.
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

    /// <summary>Whether one of its signatures is valid for the body and one of the secrets. Compares in constant time.</summary>
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

    /// <summary>Computes the signature of a body.</summary>
    public static byte[] Of(long seconds, ReadOnlySpan<byte> body, string secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(seconds.ToString(CultureInfo.InvariantCulture) + "."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
