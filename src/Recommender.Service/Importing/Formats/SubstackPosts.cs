using CsvHelper;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads Substack's export: posts.csv, and a file of HTML for each post. Its addresses are SITE/p/NAME.</summary>
internal static class SubstackPosts
{
    public const string List = "posts.csv";

    private const int MostRows = 200_000;

    /// <summary>Whether a file is the list of an export.</summary>
    public static bool IsList(SourceContent content) =>
        content.Start.TrimStart('\uFEFF', '"').StartsWith("post_id", StringComparison.Ordinal)
        && content.Start.Contains("is_published", StringComparison.Ordinal);

    /// <summary>The posts by id.</summary>
    /// <exception cref="ImportException">The list cannot be read.</exception>
    public static Dictionary<string, SubstackRow> Rows(SourceContent content)
    {
        using var reader = content.OpenText();
        using var csv = CsvReader.Create(reader, new CsvReaderOptions { MaxRecordSize = ImportLimits.ItemCharacters,
            TrimWhitespace = true });
        var rows = new Dictionary<string, SubstackRow>();
        try
        {
            while (rows.Count < MostRows && csv.Read())
            {
                if (Field(csv, "post_id") is { } id)
                {
                    rows[id] = new SubstackRow(id, Field(csv, "title"), Field(csv, "subtitle"), Field(csv, "post_date"),
                        Field(csv, "is_published") is "true" or "True" or "TRUE" or "1", Field(csv, "audience"), Field(csv, "type"));
                }
            }
        }
        catch (CsvFormatException e)
        {
            throw new ImportException($"{content.Name}: row {rows.Count + 1} cannot be read: {e.Message.Split('\n', 2)[0]}", e);
        }

        return rows;
    }

    public static RawItem Map(SourceContent content, DocumentFacts facts)
    {
        var row = content.Substack!;
        if (row.Type is not (null or "newsletter" or "podcast" or "video" or "adhoc_email"))
        {
            return RawItem.Skip(1, row.Id, $"is a {row.Type}, not a post");
        }

        using var reader = content.OpenText();
        if (HtmlPage.ReadText(reader) is not { } html)
        {
            return RawItem.Skip(1, row.Id, $"is longer than {HtmlPage.LongestPage:N0} characters", unreadable: true);
        }

        var dot = row.Id.IndexOf('.', StringComparison.Ordinal);
        var slug = row.Id[(dot + 1)..];
        var item = new RawItem
        {
            Number = 1,
            Id = row.Id,
            Url = dot > 0 && row.IsPublished && slug.Length > 0 ? facts.AddressOf($"p/{slug}") : null,
            Title = row.Title,
            Html = html,
            Summary = row.Subtitle,
            Published = row.Date,
            Access = row.Audience is null ? null : row.Audience == "everyone" ? ArticleAccess.Open : ArticleAccess.Paywalled,
        };
        return row.IsPublished ? item : item.NotPublic("is a draft");
    }

    private static string? Field(CsvReader csv, string name) =>
        csv.TryGetFieldIndex(name, out var index) && csv.GetString(index) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
