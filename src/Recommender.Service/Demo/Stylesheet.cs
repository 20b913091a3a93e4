using System.Security.Cryptography;

namespace Recommender.Service.Demo;

/// <summary>The demonstration's stylesheet. Its address changes with its content, so that browsers may keep it for good.</summary>
internal static class Stylesheet
{
    private static readonly byte[] Content = Read();

    public static string Address { get; } = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 6))}.css";

    public static IResult Get(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(Content, "text/css; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("site.css")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
