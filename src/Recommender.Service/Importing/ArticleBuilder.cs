using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing;

/// <summary>Makes articles from raw items, the step common to all formats. Pure and thread-safe.</summary>
internal static class ArticleBuilder
{
    /// <summary>The note about an article without a date.</summary>
    public const string NoDate = "has no publication date";

    private const int TitleWords = 10;
    private const int LongestTitle = 500;
    private const int LongestSummary = 1000;
    private const int MaxTags = 500;

    /// <param name="raw">The item as read from its source.</param>
    /// <param name="reading">Reads its body.</param>
    /// <param name="now">The time of the import, to detect dates in the future.</param>
    public static async ValueTask<ReadItem> BuildAsync(RawItem raw, Reading reading, DateTimeOffset now)
    {
        if (raw.SkipReason is not null)
        {
            return new ReadItem(raw.Number, raw.Id, null, raw.SkipReason, raw.Unreadable, raw.HiddenIds, []);
        }

        try
        {
            return (await BuildArticleAsync(raw, reading, now)) with { Traits = raw.Traits };
        }
        // The body parser fails on a few extreme bodies; that article is reported and the rest continues.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new ReadItem(raw.Number, raw.Id, null, SourceFailure.ReasonOf(e), true, [], []);
        }
    }

    private static async ValueTask<ReadItem> BuildArticleAsync(RawItem raw, Reading reading, DateTimeOffset now)
    {
        var url = WebUrl.Clean(raw.Url, raw.Base);
        var baseUrl = url is null ? raw.Base : new Uri(url);
        var body = raw.Html is { } html ? await reading.TextAsync(html, raw.Base ?? baseUrl) : PlainBody(raw.Text);
        if (url is not null && raw.Base is not null && raw.Html is not null && raw.Base.Host != baseUrl!.Host)
        {
            // For a feed on another host (FeedBurner), relative links are relative to the article.
            body = await reading.TextAsync(raw.Html, baseUrl);
        }

        var summary = Markup.ToPlain(raw.Summary);
        var title = Cut(Markup.OneLine(raw.Title), LongestTitle) ?? FirstWords(body.Text) ?? FirstWords(summary) ?? Cut(url, LongestTitle);
        if (title is null)
        {
            return new ReadItem(raw.Number, raw.Id, null, "has neither title nor text nor URL", false, [], []);
        }

        var notes = new List<string>();
        var published = raw.MoreDates.Prepend(raw.Published).Select(Dates.Parse).FirstOrDefault(date => date is not null)
            ?? DateOf(raw.Published, "published", notes);
        var updated = DateOf(raw.Updated, "updated", notes);
        if (published is null && string.IsNullOrWhiteSpace(raw.Published))
        {
            notes.Add(NoDate);
        }

        if (published > now)
        {
            notes.Add($"is dated in the future ({published:yyyy-MM-dd HH:mm}): it will be shown from then on");
        }

        if (url is null && !string.IsNullOrWhiteSpace(raw.Url))
        {
            notes.Add($"its URL is not an http(s) URL: {Cut(Markup.OneLine(raw.Url), 80)}");
        }

        return new ReadItem(raw.Number, raw.Id, new Article
        {
            SourceId = raw.SourceId,
            Url = url,
            Title = title,
            Text = body.Text,
            Spans = body.Spans,
            Summary = Cut(summary, LongestSummary),
            Image = WebUrl.Parse(raw.Image, raw.Base ?? baseUrl)?.AbsoluteUri ?? body.Image
                ?? WebUrl.Parse(raw.Thumbnail, raw.Base ?? baseUrl)?.AbsoluteUri,
            Author = Cut(AuthorNames.Of(raw.Author), LongestTitle),
            Section = Cut(Markup.ToPlain(raw.Section), LongestTitle),
            Tags = [.. raw.Tags.Select(Markup.ToPlain).OfType<string>().Distinct().Take(MaxTags)],
            Language = Languages.Given(raw.Language) ?? Languages.Detect(body.Text.Length > 0 ? body.Text : $"{title} {summary}"),
            Published = published,
            Updated = updated,
            Access = raw.Access,
        }, null, false, [], notes);
    }

    private static ArticleText PlainBody(string? text)
    {
        var builder = new TextBuilder();
        foreach (var line in (text ?? "").AsSpan().EnumerateLines())
        {
            builder.Append(line);
            builder.Break();
        }

        return new ArticleText(builder.ToString(), [], null);
    }

    private static DateTimeOffset? DateOf(string? value, string field, List<string> notes)
    {
        var date = Dates.Parse(value);
        if (date is null && !string.IsNullOrWhiteSpace(value) && !value.StartsWith("0000", StringComparison.Ordinal))
        {
            notes.Add($"{field}: cannot read the date '{Cut(Markup.OneLine(value), 40)}'");
        }

        return date;
    }

    private static string? FirstWords(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var line = text.Split('\n', 2)[0];
        var words = line.Split(' ', TitleWords + 1);
        return Cut(words.Length <= TitleWords ? line : string.Join(' ', words[..TitleWords]) + " …", LongestTitle);
    }

    private static string? Cut(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text;
        }

        // Does not split a character.
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
    }
}
