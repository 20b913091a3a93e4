using System.Text.Json;

namespace Recommender.Service.Tests.Durability;

/// <summary>A synthetic site in several JSON Lines files. In each edition a third of the articles change and a few are added.</summary>
internal static class GeneratedSite
{
    private const int Subjects = 24;

    /// <summary>Numbers of the articles by file. The first file needs two batches.</summary>
    public static IReadOnlyList<int[]> Files(int edition) =>
        [[.. Enumerable.Range(0, 230)], [.. Enumerable.Range(230, 60)], [.. Enumerable.Range(290, 20 + (5 * edition))]];

    public static string Id(int number) => $"story-{number}";

    public static void Write(string folder, int edition)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, numbers) in Files(edition).Index())
        {
            File.WriteAllLines(Path.Combine(folder, $"part-{file}.jsonl"), numbers.Select(number => Line(number, edition)));
        }
    }

    public static string Line(int number, int edition)
    {
        var changed = Enumerable.Range(0, edition + 1).Last(e => e == 0 || ((number * 7) + e) % 3 == 0);
        var random = new Random((number * 1000) + changed);
        var subject = number % Subjects;
        string OfSubject(int word) => Word((subject * 30) + word);
        var words = Enumerable.Range(0, 50 + random.Next(60))
            .Select(_ => random.Next(3) == 0 ? Word(1000 + random.Next(400)) : OfSubject(random.Next(30)));
        // Too few links to learn a ranking from, which would take most of the training time without any additional writes.
        var link = number is < Subjects or >= Subjects + 15 ? ""
            : $" <a href=\"https://example.org/{Id(number - Subjects)}\">{OfSubject(1)} {OfSubject(2)}</a>";
        return JsonSerializer.Serialize(new
        {
            id = Id(number),
            url = $"https://example.org/{Id(number)}",
            title = $"{OfSubject(random.Next(30))} {OfSubject(random.Next(30))} {number}",
            html = $"<p>{string.Join(' ', words)}{link}.</p>",
            section = $"section {subject % 6}",
            language = "en",
            published = $"2025-{1 + (number % 12):00}-{1 + (number % 28):00}T08:00:00Z",
        });
    }

    // Three syllables distinguish the numbers below 8,000.
    private static string Word(int number)
    {
        string[] syllables =
            ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "wa", "xe", "yi", "zo", "tru"];
        return syllables[number % 20] + syllables[number / 20 % 20] + syllables[number / 400 % 20];
    }
}
