using System.ComponentModel;
using Recommender.Service.Articles;
using Recommender.Service.Web;

namespace Recommender.Service.Related.Drafts;

/// <summary>A story while it is written.</summary>
public sealed record DraftInput
{
    /// <summary>Most characters of a text; the longest reports have a tenth.</summary>
    public const int LongestText = 400_000;

    /// <summary>No source gives such an id.</summary>
    private const string SourceId = "\u0001draft";

    [Description("Its title, where it has one yet.")]
    public string? Title { get; init; }

    [Description("Its text so far, plain. One of title and text is needed.")]
    public string? Text { get; init; }

    public string? Section { get; init; }

    public string? Author { get; init; }

    [Description("At most 100.")]
    public IReadOnlyList<string>? Tags { get; init; }

    [Description("Such as \"en\"; where it is missing, articles of every language may be in the block.")]
    public string? Language { get; init; }

    [Description("Number of articles, 1 to 50; 5 unless configured otherwise.")]
    public int? Limit { get; init; }

    [Description("Articles to leave out: url, id or key; at most 100.")]
    public IReadOnlyList<string>? Exclude { get; init; }

    [Description("true: fill up with the newest articles.")]
    public bool? Fallback { get; init; }

    internal void Check(ParameterErrors errors)
    {
        if (string.IsNullOrWhiteSpace(Title) && string.IsNullOrWhiteSpace(Text))
        {
            errors.Add("text", "is missing: say what the story is about by title, text or both");
        }

        if (Text?.Length + (Title?.Length ?? 0) > LongestText)
        {
            errors.Add("text", $"may have {LongestText} characters at most");
        }

        if (Tags?.Count > 100 || Tags?.Any(string.IsNullOrWhiteSpace) == true)
        {
            errors.Add("tags", "may be 100 at most, none of them empty");
        }
    }

    /// <summary>The draft as an article that is published now.</summary>
    internal Article ToArticle(DateTimeOffset now) => new()
    {
        SourceId = SourceId, Title = Title ?? "", Text = Text ?? "", Section = Blank(Section), Author = Blank(Author), Tags = Tags ?? [],
        Language = Blank(Language)?.Split('-', '_')[0].ToLowerInvariant(), Published = now,
    };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
