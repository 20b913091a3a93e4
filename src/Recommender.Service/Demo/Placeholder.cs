using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.Demo;

/// <summary>
/// Draws a placeholder picture for an article without one: hills under a sun, coloured by section and shaped by the article's key.
/// </summary>
internal static class Placeholder
{
    public static IResult Get(int hue, string seed, HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        // Opened as a document of its own, the picture may run nothing.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Text(Draw(hue, seed), "image/svg+xml; charset=utf-8");
    }

    private static string Draw(int hue, string seed)
    {
        var shape = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        var (sunX, sunY, size) = (90 + shape[0] * 300 / 255, 60 + shape[1] * 70 / 255, 26 + shape[2] * 26 / 255);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 300" width="480" height="300" preserveAspectRatio="xMidYMid slice">
            <rect width="480" height="300" fill="hsl({hue},32%,84%)"/>
            <circle cx="{sunX}" cy="{sunY}" r="{size}" fill="hsl({(hue + 40) % 360},60%,93%)"/>
            <path d="M0 {Hill(3, 150)}C120 {Hill(4, 110)} 200 {Hill(5, 200)} 300 {Hill(6, 160)}
              S420 {Hill(7, 120)} 480 {Hill(8, 170)}V300H0Z"
              fill="hsl({hue},30%,70%)"/>
            <path d="M0 {Hill(9, 215)}C100 {Hill(10, 190)} 240 {Hill(11, 250)} 330 {Hill(12, 205)}
              S440 {Hill(13, 225)} 480 {Hill(14, 200)}V300H0Z"
              fill="hsl({hue},34%,52%)"/>
            <path d="M0 {Hill(15, 265)}C160 {Hill(16, 235)} 280 {Hill(17, 290)} 480 {Hill(18, 245)}V300H0Z" fill="hsl({hue},38%,36%)"/>
            </svg>
            """);

        int Hill(int index, int height) => height - 20 + shape[index] * 40 / 255;
    }
}
