using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Pictures;
using Recommender.Service.Importing.Text;
using Recommender.Service.Importing.Text.Templating;

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
    private const int MaxFormer = 100;

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
        var url = raw.Address;
        var baseUrl = url is null ? raw.Base : new Uri(url);
        var id = raw.SourceId;
        raw = Prepared(raw);
        var body = raw.Html is { } html ? await reading.TextAsync(html, raw.Base ?? baseUrl) : PlainBody(raw.Text);
        if (url is not null && raw.Base is not null && raw.Html is not null && raw.Base.Host != baseUrl!.Host)
        {
            // For a feed on another host (FeedBurner), relative links are relative to the article.
            body = await reading.TextAsync(raw.Html, baseUrl);
        }

        var summary = Markup.ToPlain(raw.Summary);
        // Of some pages, only what they say about themselves can be read.
        body = raw.IsPage && body.Text.Length == 0 ? PlainBody(summary) with { Image = body.Image } : body;
        var title = Cut(Markup.OneLine(raw.Title), LongestTitle) ?? FirstWords(body.Text) ?? FirstWords(summary) ?? Cut(url, LongestTitle);
        if (title is null)
        {
            return new ReadItem(raw.Number, raw.Id, null, "has neither title nor text nor URL", false, [], []);
        }

        var notes = new List<string>();
        var language = Languages.Given(raw.Language) ?? Languages.Detect(body.Text.Length > 0 ? body.Text : $"{title} {summary}");
        // What the source says may name a country, too.
        var (published, updated) = ItemDates.Of(raw, Languages.Given(raw.Language) is null ? language : raw.Language, notes);
        if (published > now)
        {
            notes.Add($"is dated in the future ({published:yyyy-MM-dd HH:mm}): it will be shown from then on");
        }

        if (url is null && !string.IsNullOrWhiteSpace(raw.Url))
        {
            notes.Add($"its URL is not an http(s) URL: {Cut(Markup.OneLine(raw.Url), 80)}");
        }

        var picture = PictureOf(raw, raw.Base ?? baseUrl, body);
        return new ReadItem(raw.Number, raw.Id, new Article
        {
            SourceId = id,
            Url = url,
            FormerUrls = [.. raw.FormerUrls.Select(former => WebUrl.Clean(former, raw.Base ?? baseUrl)).OfType<string>()
                .Where(former => former != url).Distinct().Take(MaxFormer)],
            Title = title,
            Text = body.Text,
            Spans = body.Spans,
            Summary = Cut(summary, LongestSummary),
            Image = picture?.Url,
            ImageWidth = picture?.Width,
            ImageHeight = picture?.Height,
            Author = Cut(AuthorNames.Of(raw.Author), LongestTitle),
            Section = Cut(Markup.ToPlain(raw.Section), LongestTitle),
            Tags = [.. raw.Tags.Select(Markup.ToPlain).OfType<string>().Distinct().Take(MaxTags)],
            Language = language,
            Published = published,
            Updated = updated,
            Access = raw.Access,
        }, null, false, [], notes) { IsPage = raw.IsPage };
    }

    // A picture of the body comes before a logo that the source states.
    private static Picture? PictureOf(RawItem raw, Uri? baseUrl, ArticleText body)
    {
        var (stated, thumbnail) = (WebUrl.Parse(raw.Image, baseUrl), WebUrl.Parse(raw.Thumbnail, baseUrl));
        var rank = stated is null ? PictureRank.Never : PictureUrls.RankOf(stated);
        var own = rank == PictureRank.Never
            ? null : new Picture(stated!.AbsoluteUri, Picture.Size(raw.ImageWidth), Picture.Size(raw.ImageHeight));
        return (rank == PictureRank.Real ? own : null) ?? body.Image
            ?? (thumbnail is null || PictureUrls.RankOf(thumbnail) == PictureRank.Never ? null : new Picture(thumbnail.AbsoluteUri)) ?? own;
    }

    private static RawItem Prepared(RawItem raw) => raw with
    {
        Html = raw.Html is { } html ? UnclosedFrames.Closed(Templates.Without(html)) : null,
        Text = raw.Text is { } text ? Templates.Without(text) : null,
        Title = raw.Title is { } title ? Templates.Without(title) : null,
        Summary = raw.Summary is { } summary ? Templates.Without(summary) : null,
    };

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
