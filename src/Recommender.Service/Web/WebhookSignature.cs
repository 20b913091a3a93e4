using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.Web;

/// <summary>
/// The headers of a signed webhook, by Standard Webhooks (standardwebhooks.com): <c>webhook-id</c>, <c>webhook-timestamp</c> in Unix
/// seconds, and <c>webhook-signature</c>, a list separated by spaces of <c>v1,BASE64</c>, the HMAC-SHA256 of <c>ID.TIMESTAMP.BODY</c>. One
/// valid signature is enough.
/// </summary>
internal sealed class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimeHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string Version = "v1,";
    private const int LongestId = 200;
    private const int LongestSignatures = 1000;
    private readonly string _id;
    private readonly long _seconds;
    private readonly IReadOnlyList<byte[]> _signatures;

    private WebhookSignature(string id, long seconds, IReadOnlyList<byte[]> signatures) =>
        (_id, _seconds, _signatures) = (id, seconds, signatures);

    public DateTimeOffset SentAt => DateTimeOffset.FromUnixTimeSeconds(_seconds);

    /// <returns>Null if a header is missing, occurs twice or has another form.</returns>
    public static WebhookSignature? Parse(IHeaderDictionary headers)
    {
        if (headers[IdHeader] is not [{ Length: > 0 and <= LongestId } id]
            || headers[TimeHeader] is not [{ } time]
            || headers[SignatureHeader] is not [{ Length: > 0 and <= LongestSignatures } list]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return null;
        }

        // Signatures of other versions are left to clients that know them.
        var signatures = list.Split(' ').Where(part => part.StartsWith(Version, StringComparison.Ordinal)).Select(Decode).ToList();
        return signatures.Count == 0 || signatures.Contains(null) ? null : new WebhookSignature(id, seconds, signatures!);
    }

    /// <summary>Whether one of its signatures is valid for the body and one of the secrets. Compares in constant time.</summary>
    public bool Holds(ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        var holds = false;
        foreach (var secret in secrets)
        {
            var right = Of(_id, _seconds, body, secret);
            foreach (var signature in _signatures)
            {
                holds |= CryptographicOperations.FixedTimeEquals(right, signature);
            }
        }

        return holds;
    }

    /// <summary>Signs a request.</summary>
    public static void AddTo(HttpRequestHeaders headers, string id, DateTimeOffset at, ReadOnlySpan<byte> body, string secret)
    {
        var seconds = at.ToUnixTimeSeconds();
        headers.TryAddWithoutValidation(IdHeader, id);
        headers.TryAddWithoutValidation(TimeHeader, seconds.ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation(SignatureHeader, Version + Convert.ToBase64String(Of(id, seconds, body, secret)));
    }

    private static byte[] Of(string id, long seconds, ReadOnlySpan<byte> body, string secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, WebhookSecret.KeyOf(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static byte[]? Decode(string part)
    {
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(part[Version.Length..], bytes, out var length) && length == bytes.Length ? bytes : null;
    }
}
