using Recommender.Service.Articles;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Text;
using Recommender.Service.Web;

namespace Recommender.Service.Push;

/// <summary>Turns pushed input into articles with the same steps as an import, and reports every error to the client.</summary>
internal static class PushCheck
{
    public const int LongestId = 500;
    private const int LongestUrl = 2048;
    private const int LongestName = 500;
    private const int MaxTags = 100;
    private const int MaxFormer = 100;

    /// <param name="id">The id in the address; null if the input must contain it.</param>
    /// <param name="reading">Reads its HTML.</param>
    /// <param name="now">Current time, to detect dates in the future.</param>
    /// <param name="errors">Receives the errors.</param>
    /// <returns>The article; null if there are errors.</returns>
    public static async ValueTask<Article?> ReadAsync(
        PushInput input, string? id, Reading reading, DateTimeOffset now, ParameterErrors errors)
    {
        if (id is not null && input.Id is not null && input.Id != id)
        {
            errors.Add("id", "does not match the id in the address");
        }

        id = IdOf(id ?? input.Id, errors);
        CheckUrl("url", input.Url, errors);
        CheckUrl("image", input.Image, errors);
        if (input.FormerUrls is { } former
            && (former.Count > MaxFormer || former.Any(url => url is null || url.Length > LongestUrl || WebUrl.Parse(url) is null)))
        {
            errors.Add(
                "formerUrls", $"must be at most {MaxFormer} absolute http or https addresses of at most {LongestUrl} characters each");
        }

        CheckDate("published", input.Published, errors);
        CheckDate("updated", input.Updated, errors);
        CheckLength("title", input.Title, errors);
        CheckLength("author", input.Author, errors);
        CheckLength("section", input.Section, errors);
        if (input.Html is not null && input.Text is not null)
        {
            errors.Add("text", "conflicts with html: send one of them");
        }

        if (string.IsNullOrWhiteSpace(input.Title) && string.IsNullOrWhiteSpace(input.Html) && string.IsNullOrWhiteSpace(input.Text))
        {
            errors.Add("title", "is missing, and so are html and text");
        }

        if (input.Language is not null && Languages.Given(input.Language) is null)
        {
            errors.Add("language", "must be a language tag such as en or de-AT");
        }

        if (input.Tags is { Count: > MaxTags }
            || input.Tags?.Any(tag => string.IsNullOrWhiteSpace(tag) || tag.Length > LongestName) == true)
        {
            errors.Add("tags", $"must be at most {MaxTags} words or phrases, each of 1 to {LongestName} characters");
        }

        if (errors.Any)
        {
            return null;
        }

        var read = await ArticleBuilder.BuildAsync(RawOf(input, id!), reading, now);
        if (read.Article is null)
        {
            errors.Add("html", read.SkipReason!);
        }

        return read.Article;
    }

    /// <returns>The trimmed id; null if it is not valid.</returns>
    public static string? IdOf(string? id, ParameterErrors errors)
    {
        id = id?.Trim();
        if (id is not { Length: > 0 and <= LongestId } || id.Any(char.IsControl))
        {
            errors.Add("id", string.IsNullOrEmpty(id) ? "is missing"
                : $"must have 1 to {LongestId} characters, without control characters");
            return null;
        }

        return id;
    }

    private static RawItem RawOf(PushInput input, string id) => new()
    {
        Number = 1, Id = id, Url = input.Url, FormerUrls = input.FormerUrls ?? [], Title = input.Title, Html = input.Html,
        Text = input.Text, Summary = input.Summary,
        Image = input.Image,
        Author = input.Author, Section = input.Section, Tags = input.Tags ?? [], Language = input.Language, Published = input.Published,
        Updated = input.Updated, Access = input.Access,
    };

    private static void CheckUrl(string name, string? url, ParameterErrors errors)
    {
        if (url is not null && (url.Length > LongestUrl || WebUrl.Parse(url) is null))
        {
            errors.Add(name, $"must be an absolute http or https address of at most {LongestUrl} characters");
        }
    }

    private static void CheckDate(string name, string? date, ParameterErrors errors)
    {
        if (date is not null && Dates.Parse(date) is null)
        {
            errors.Add(name, "must be an instant such as 2026-02-11T06:00:00Z");
        }
    }

    private static void CheckLength(string name, string? text, ParameterErrors errors)
    {
        if (text?.Length > LongestName)
        {
            errors.Add(name, $"may have {LongestName} characters at most");
        }
    }
}
