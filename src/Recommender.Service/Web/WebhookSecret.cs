using System.Text;

namespace Recommender.Service.Web;

/// <summary>
/// The secret of a webhook as settings hold it: <c>whsec_</c> and the key in base64, as Standard Webhooks writes it, or any text, whose
/// UTF-8 bytes are the key.
/// </summary>
internal static class WebhookSecret
{
    /// <summary>The words of an error about a secret, after its name.</summary>
    public const string Rule =
        "must be whsec_ and at least 24 bytes in base64, or at least 24 characters; 'echo whsec_$(openssl rand -base64 32)' generates one";

    private const string Mark = "whsec_";
    private const int Shortest = 24;

    /// <summary>Whether the secret has one of the forms and is long enough.</summary>
    public static bool IsValid(string secret) => secret.StartsWith(Mark, StringComparison.Ordinal)
        ? Decode(secret) is { Length: >= Shortest }
        : secret.Length >= Shortest;

    public static byte[] KeyOf(string secret) =>
        secret.StartsWith(Mark, StringComparison.Ordinal) && Decode(secret) is { } key ? key : Encoding.UTF8.GetBytes(secret);

    private static byte[]? Decode(string secret)
    {
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Mark.Length..], key, out var length) ? key[..length] : null;
    }
}
