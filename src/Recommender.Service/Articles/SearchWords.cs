namespace Recommender.Service.Articles;

/// <summary>What somebody typed into the search, as the index wants it asked.</summary>
internal static class SearchWords
{
    private const int MaxWords = 12;
    private const int MaxWordLength = 100;

    /// <summary>
    /// An FTS5 expression: every word must begin some word of title, URL or text. Each is a quoted string, in which nothing has a meaning of
    /// its own, so that no input is a syntax error. Null where there is no word in it.
    /// </summary>
    public static string? ToMatch(string site, string typed)
    {
        var words = WithoutScheme(typed.Trim()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(Clean).Where(word => word.Any(char.IsLetterOrDigit)).Take(MaxWords).ToList();
        return words.Count == 0
            ? null
            : $"site : {Quote(site)} AND {{title url text}} : ({string.Join(" AND ", words.Select(word => $"{Quote(word)} *"))})";
    }

    private static string Quote(string word) => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Clean(string word) => new([.. word.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(MaxWordLength)]);

    // A pasted address: the store may have it with another scheme, or without www.
    private static string WithoutScheme(string typed)
    {
        foreach (var start in new[] { "https://", "http://", "www." })
        {
            if (typed.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                typed = typed[start.Length..];
            }
        }

        return typed;
    }
}
