using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.Web;

/// <summary>
/// An embedded stylesheet or script. Its address contains a hash of its content, so that browsers may cache it indefinitely.
/// </summary>
internal sealed class Asset
{
    private readonly byte[] _content;
    private readonly string _type;

    /// <param name="resource">The resource's name; the address gets its extension.</param>
    public Asset(string resource, string type)
        : this(Read(resource), Path.GetExtension(resource), type)
    {
    }

    private Asset(byte[] content, string ending, string type)
    {
        (_content, _type) = (content, $"{type}; charset=utf-8");
        Address = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(_content).AsSpan(0, 6))}{ending}";
    }

    public string Address { get; }

    /// <summary>A stylesheet derived from another when the program starts.</summary>
    /// <param name="resource">Resource name of the original.</param>
    /// <param name="change">Transforms the original.</param>
    public static Asset OfCss(string resource, Func<string, string> change) =>
        new(Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(Read(resource)))), ".css", "text/css");

    public IResult Get(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(_content, _type);
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
