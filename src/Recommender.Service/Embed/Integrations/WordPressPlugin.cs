using System.IO.Compression;
using System.Text;

namespace Recommender.Service.Embed.Integrations;

/// <summary>The plugin as a WordPress zip file: one PHP file and the style sheet of blocks.</summary>
internal static class WordPressPlugin
{
    private const string Folder = "recommender";

    // Deterministic: the same plugin always gives the same bytes.
    private static readonly DateTimeOffset Written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<byte[]> Made = new(Make);

    public static byte[] Zip => Made.Value;

    private static byte[] Make()
    {
        using var stream = typeof(WordPressPlugin).Assembly.GetManifestResourceStream("recommender.php")!;
        using var reader = new StreamReader(stream);
        var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create))
        {
            Add(zip, "recommender.php", reader.ReadToEnd());
            Add(zip, "embed.css", EmbedScript.Styles);
        }

        return content.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        var entry = zip.CreateEntry($"{Folder}/{name}");
        entry.LastWriteTime = Written;
        using var file = entry.Open();
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
