using System.Text.Json;

namespace Recommender.Service.Storage;

/// <summary>How kinds of things are written wherever people or programs read them.</summary>
internal static class EnumWords
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>All words of a kind of value, in their order.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));

    /// <returns>Null where there is no such word.</returns>
    public static T? Parse<T>(string? word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Of(value), word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
