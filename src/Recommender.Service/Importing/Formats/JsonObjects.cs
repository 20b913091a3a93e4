using System.Text.Json;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads one object that is an article, by the system that wrote it.</summary>
internal static class JsonObjects
{
    private static readonly string[] Names = ["title", "html", "text", "content", "url", "link"];

    /// <summary>Whether an object has anything of an article.</summary>
    public static bool Is(JsonElement item) => item.ValueKind == JsonValueKind.Object
        && (WordPressPost.Is(item) || ArcStory.Is(item) || Names.Any(name => item.Member(name) is not null));

    /// <summary>Whether a list is empty or holds such objects, or what may have been some.</summary>
    public static bool Are(JsonElement list) =>
        list.GetArrayLength() == 0 || list.EnumerateArray().Any(item => Is(item) || item.ValueKind != JsonValueKind.Object);

    public static RawItem Map(JsonElement item, int number, DocumentFacts facts) => item switch
    {
        _ when WordPressPost.Is(item) => WordPressPost.Map(item, number, facts),
        _ when ArcStory.Is(item) => ArcStory.Map(item, number, facts),
        _ when GhostItems.IsPost(item) => GhostItems.Map(item, number, facts),
        _ => JsonItem.Map(item, number),
    };
}
