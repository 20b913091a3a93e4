using System.IO.Compression;
using System.Text;

namespace Recommender.Service.Embed.Integrations;

/// <summary>The plugin as WordPress takes it: one file of PHP, and the style sheet of blocks beside it.</summary>
internal static class WordPressPlugin
{
    private const string Folder = "recommender";

    // Always the same bytes for the same plugin.
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
