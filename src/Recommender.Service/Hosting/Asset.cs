using System.Security.Cryptography;

namespace Recommender.Service.Hosting;

/// <summary>A stylesheet or script that lies inside the program. Its address changes with its content, so that browsers may keep it for good.</summary>
internal sealed class Asset
{
    private readonly byte[] _content;
    private readonly string _type;

    /// <param name="resource">The resource's name; its ending becomes the address's.</param>
    /// <param name="type">The media type.</param>
    public Asset(string resource, string type)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        (_content, _type) = (content.ToArray(), $"{type}; charset=utf-8");
        Address = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(_content).AsSpan(0, 6))}{Path.GetExtension(resource)}";
    }

    public string Address { get; }

    public IResult Get(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(_content, _type);
    }
}
