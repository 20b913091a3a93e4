using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>Texts that others wrote, in the folder beside the repository, short enough to be changed many times a second.</summary>
internal static partial class SeedFiles
{
    private const int Longest = 16_000;

    /// <summary>The files of some folders.</summary>
    public static IEnumerable<byte[]> In(string shared, params string[] folders) => folders
        .Select(folder => Path.Combine(shared, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
        .Select(File.ReadAllBytes);

    /// <summary>Articles of the sites as lines of JSON.</summary>
    public static IEnumerable<byte[]> Lines(string shared, int count)
    {
        var sites = Path.Combine(shared, "corpora");
        var files = Directory.Exists(sites) ? Directory.EnumerateFiles(sites, "site.jsonl", SearchOption.AllDirectories) : [];
        return files.Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadLines(file).Where(line => line.Length < 6_000).Take(5)).Take(count).Select(Encoding.UTF8.GetBytes);
    }

    /// <summary>The bodies of articles as HTML.</summary>
    public static IEnumerable<string> Bodies(string shared, int count) => Lines(shared, count)
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("html").GetString()!);

    public static bool IsXml(byte[] file) => Start(file).Contains("<?xml", StringComparison.Ordinal)
        || Start(file).Contains("<rss", StringComparison.Ordinal) || Start(file).Contains("<feed", StringComparison.Ordinal);

    public static bool IsPage(byte[] file) => Start(file).Contains("<html", StringComparison.OrdinalIgnoreCase) && file.Length < Longest;

    public static bool IsJson(byte[] file) => Start(file).TrimStart() is ['{' or '[', ..] && file.Length < Longest;

    public static bool IsCsv(byte[] file) => Start(file).Split('\n')[0].Count(c => c == ',') > 2 && !IsJson(file) && file.Length < Longest;

    public static bool IsMarkdown(byte[] file) => Start(file) is ['-', '-', '-', ..] or ['+', '+', '+', ..] && file.Length < Longest;

    /// <summary>A long feed with only its first two items.</summary>
    public static byte[] Thin(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var items = Item().Matches(text);
        if (items.Count > 2)
        {
            text = string.Concat(text.AsSpan(0, items[1].Index + items[1].Length), text.AsSpan(items[^1].Index + items[^1].Length));
        }

        return Encoding.Latin1.GetBytes(text[..Math.Min(Longest, text.Length)]);
    }

    private static string Start(byte[] file) => Encoding.Latin1.GetString(file, 0, Math.Min(file.Length, 500));

    [GeneratedRegex(@"<(item|entry)[\s>][\s\S]*?</\1>", RegexOptions.IgnoreCase)]
    private static partial Regex Item();
}
