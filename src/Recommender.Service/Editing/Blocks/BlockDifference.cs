using Recommender.Service.Blocks;

namespace Recommender.Service.Editing.Blocks;

/// <summary>Describes what a change does to a block.</summary>
internal static class BlockDifference
{
    private const int MostNamed = 3;

    /// <returns>What readers would see change; null if they would see the same.</returns>
    public static string? Sentence(Block before, Block after) =>
        !Keys(Names(before)).SequenceEqual(Keys(Names(after)), StringComparer.Ordinal) ? Sentence(Names(before), Names(after))
        : before.Items.Select(item => item.Presentation).SequenceEqual(after.Items.Select(item => item.Presentation))
            && before.Presentation == after.Presentation ? null
        : "The picks stay and are shown differently.";

    /// <param name="before">Keys and titles of the current block.</param>
    /// <param name="after">Keys and titles of the block after the change.</param>
    /// <returns>One plain sentence such as "3 of 5 picks stay, “Ferry returns” leaves, “Choir sings” enters."</returns>
    public static string Sentence(IReadOnlyList<(string Key, string Title)> before, IReadOnlyList<(string Key, string Title)> after)
    {
        if (before.Select(item => item.Key).SequenceEqual(after.Select(item => item.Key)))
        {
            return "Nothing changes.";
        }

        var stay = Keys(before).Intersect(Keys(after), StringComparer.Ordinal).ToList();
        var parts = new List<string>();
        if (before.Count > 0)
        {
            var picks = stay.Count < before.Count ? $"{stay.Count} of {before.Count} {(before.Count == 1 ? "pick" : "picks")}"
                : before.Count == 1 ? "The pick" : $"All {before.Count} picks";
            parts.Add($"{picks} {Form(stay.Count, "stay")}");
            if (!stay.SequenceEqual(Keys(after).Intersect(stay, StringComparer.Ordinal)))
            {
                parts.Add("in another order");
            }
        }

        Name(parts, before.Where(item => !stay.Contains(item.Key)), "leave");
        Name(parts, after.Where(item => !stay.Contains(item.Key)), "enter");
        return string.Join(", ", parts) + ".";
    }

    private static List<(string Key, string Title)> Names(Block block) =>
        block.Items.ToList().ConvertAll(item => (item.Card.Key, item.Title));

    private static IEnumerable<string> Keys(IReadOnlyList<(string Key, string Title)> items) => items.Select(item => item.Key);

    private static void Name(List<string> parts, IEnumerable<(string Key, string Title)> items, string verb)
    {
        var titles = items.Select(item => $"“{item.Title}”").ToList();
        if (titles.Count == 0)
        {
            return;
        }

        var named = titles.Count > MostNamed + 1 ? [.. titles.Take(MostNamed), $"{titles.Count - MostNamed} more"] : titles;
        var list = named.Count == 1 ? named[0] : $"{string.Join(", ", named.SkipLast(1))} and {named[^1]}";
        parts.Add($"{list} {Form(titles.Count, verb)}");
    }

    private static string Form(int count, string verb) => count == 1 ? $"{verb}s" : verb;
}
