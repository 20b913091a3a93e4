using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.Web;

/// <summary>
/// A stylesheet or script that lies inside the program. Its address changes with its content, so that browsers may keep it for good.
/// </summary>
internal sealed class Asset
{
    private readonly byte[] _content;
    private readonly string _type;

    /// <param name="resource">The resource's name; its ending becomes the address's.</param>
    /// <param name="type">The media type.</param>
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

    /// <summary>A stylesheet that is made of another when the program starts.</summary>
    /// <param name="resource">The other's name.</param>
    /// <param name="change">What becomes of it.</param>
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
