using Recommender.Engine;

namespace Recommender.Service.Articles;

/// <summary>Articles as ranking sees them.</summary>
public static class ArticleDocuments
{
    /// <summary>
    /// One document for each article, in their order. Links that lead to other articles of the list become its links; sections of
    /// related links are taken out of the text, their links stay with length 0.
    /// </summary>
    /// <param name="articles">All articles of a site that may be linked to.</param>
    /// <param name="idOf">The documents' ids; <see cref="Article.Key"/> where nothing is given.</param>
    public static IReadOnlyList<Document> Of(IReadOnlyList<Article> articles, Func<Article, string>? idOf = null)
    {
        idOf ??= article => article.Key;
        var byUrl = new Dictionary<string, Article>();
        foreach (var article in articles)
        {
            if (UrlKey.Of(article.Url) is { } key && (!byUrl.TryGetValue(key, out var other) || IsNewer(article, other)))
            {
                byUrl[key] = article;
            }
        }

        var targets = byUrl.ToDictionary(entry => entry.Key, entry => idOf(entry.Value));
        return [.. articles.AsParallel().AsOrdered().Select(article => Of(article, idOf(article), targets))];
    }

    // As look-ups by URL do: the one published last stands for the page.
    private static bool IsNewer(Article article, Article other) =>
        article.Published == other.Published
            ? string.CompareOrdinal(article.Key, other.Key) < 0
            : (article.Published ?? DateTimeOffset.MinValue) > (other.Published ?? DateTimeOffset.MinValue);

    private static Document Of(Article article, string id, Dictionary<string, string> targets)
    {
        var story = new StoryText(article);
        var links = article.Spans
            .Where(span => span.Kind == SpanKind.Link)
            .Select(span => (Span: span, Target: UrlKey.Of(span.Url) is { } key ? targets.GetValueOrDefault(key) : null))
            .Where(link => link.Target is not null && link.Target != id)
            .Select(link => story.Place(link.Span, link.Target!))
            .ToArray();
        return new Document
        {
            Id = id,
            Title = article.Title,
            Text = story.Text,
            Links = links,
            Section = article.Section,
            Author = article.Author,
            Tags = article.Tags,
            Language = article.Language,
            Published = article.Published,
        };
    }

    /// <summary>An article's text without its sections of related links, and where its places have moved to.</summary>
    private sealed class StoryText
    {
        private readonly List<(int Start, int End)> _cuts = [];

        public StoryText(Article article)
        {
            var text = article.Text;
            foreach (var span in article.Spans.Where(span => span.Kind == SpanKind.RelatedSection))
            {
                // With the line break before it, so that no empty block stays; at the top with the one after it.
                var start = span.Start > 0 ? span.Start - 1 : 0;
                var end = span.Start > 0 ? span.Start + span.Length : Math.Min(text.Length, span.Length + 1);
                if (_cuts.Count > 0 && start <= _cuts[^1].End)
                {
                    _cuts[^1] = (_cuts[^1].Start, Math.Max(end, _cuts[^1].End));
                }
                else
                {
                    _cuts.Add((start, end));
                }
            }

            for (var i = _cuts.Count - 1; i >= 0; i--)
            {
                text = text.Remove(_cuts[i].Start, _cuts[i].End - _cuts[i].Start);
            }

            Text = text;
        }

        public string Text { get; }

        public DocumentLink Place(TextSpan span, string target)
        {
            var removed = 0;
            foreach (var (start, end) in _cuts)
            {
                if (span.Start >= end)
                {
                    removed += end - start;
                }
                else if (span.Start + span.Length > start)
                {
                    return new DocumentLink(target, Math.Min(start - removed, Text.Length), 0);
                }
            }

            return new DocumentLink(target, span.Start - removed, span.Length);
        }
    }
}
