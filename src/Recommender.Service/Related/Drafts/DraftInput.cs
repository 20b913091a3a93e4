using System.ComponentModel;
using Recommender.Service.Articles;
using Recommender.Service.Web;

namespace Recommender.Service.Related.Drafts;

/// <summary>An unpublished draft.</summary>
public sealed record DraftInput
{
    /// <summary>Maximum number of characters of a text; the longest real reports have a tenth of that.</summary>
    public const int LongestText = 400_000;

    private const int LongestName = 500;

    /// <summary>An id that no source uses.</summary>
    private const string SourceId = "\u0001draft";

    [Description("The title, if there is one yet.")]
    public string? Title { get; init; }

    [Description("The current text, plain. At least one of title and text is required.")]
    public string? Text { get; init; }

    public string? Section { get; init; }

    public string? Author { get; init; }

    [Description("At most 100.")]
    public IReadOnlyList<string>? Tags { get; init; }

    [Description("Such as \"en\"; if omitted, the block may contain articles in any language.")]
    public string? Language { get; init; }

    [Description("Number of articles, 1 to 50; 5 unless configured otherwise.")]
    public int? Limit { get; init; }

    [Description("Articles to exclude: url, id or key; at most 100.")]
    public IReadOnlyList<string>? Exclude { get; init; }

    [Description("true: fill the block with the newest articles.")]
    public bool? Fallback { get; init; }

    internal void Check(ParameterErrors errors)
    {
        if (string.IsNullOrWhiteSpace(Title) && string.IsNullOrWhiteSpace(Text))
        {
            errors.Add("text", "is missing: give a title, a text or both");
        }

        if (Text?.Length + (Title?.Length ?? 0) > LongestText)
        {
            errors.Add("text", $"may have at most {LongestText} characters");
        }

        if (Tags?.Count > 100 || Tags?.Any(tag => string.IsNullOrWhiteSpace(tag) || tag.Length > LongestName) == true)
        {
            errors.Add("tags", $"may contain at most 100 tags, each of 1 to {LongestName} characters");
        }

        CheckLength("section", Section, errors);
        CheckLength("author", Author, errors);
        CheckLength("language", Language, errors);
    }

    private static void CheckLength(string name, string? text, ParameterErrors errors)
    {
        if (text?.Length > LongestName)
        {
            errors.Add(name, $"may have at most {LongestName} characters");
        }
    }

    /// <summary>The draft as an article published now.</summary>
    internal Article ToArticle(DateTimeOffset now) => new()
    {
        SourceId = SourceId, Title = Title ?? "", Text = Text ?? "", Section = Blank(Section), Author = Blank(Author), Tags = Tags ?? [],
        Language = Blank(Language)?.Split('-', '_')[0].ToLowerInvariant(), Published = now,
    };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
