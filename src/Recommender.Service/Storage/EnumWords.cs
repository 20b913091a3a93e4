using System.Text.Json;

namespace Recommender.Service.Storage;

/// <summary>The words of enum values, in camelCase: in the store, on the command line and in messages, as in JSON.</summary>
internal static class EnumWords
{
    public static string Of<T>(T value) where T : struct, Enum => Words<T>.ByValue[value];

    /// <summary>All words of an enum, comma-separated, in order of declaration.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));

    /// <param name="word">In any case: rows of earlier versions hold words that begin with a capital letter.</param>
    /// <returns>Null if the word is unknown.</returns>
    public static T? Parse<T>(string? word) where T : struct, Enum =>
        word is not null && Words<T>.ByWord.TryGetValue(word, out var value) ? value : null;

    /// <summary>The value of a word in the store.</summary>
    /// <exception cref="StorageException">The word is unknown: a newer version wrote it, or the row is damaged.</exception>
    public static T Read<T>(string word) where T : struct, Enum =>
        Parse<T>(word) ?? throw new StorageException($"'{word}' in the store is not a valid {typeof(T).Name}");

    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> ByWord =
            ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }
}
