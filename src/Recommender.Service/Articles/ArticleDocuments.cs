using Recommender.Engine;

namespace Recommender.Service.Articles;

/// <summary>Converts articles to documents for ranking.</summary>
public static class ArticleDocuments
{
    // UTF-16 code units. The longest report of a newspaper has half of them; a hostile article has megabytes.
    private const int LongestText = 200_000;

    /// <summary>
    /// One document per article, in the same order. Links to other articles of the list become links of the document. Sections of related
    /// links are removed from the text; their links remain with length 0. Of very long texts, the first 200,000 characters are ranked.
    /// </summary>
    /// <param name="articles">All articles of a site that may be linked to.</param>
    /// <param name="idOf">The documents' ids; default <see cref="Article.Key"/>.</param>
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
        return [.. articles.AsParallel().AsOrdered()
            .Select(article => Of(article, idOf(article), url => UrlKey.Of(url) is { } key ? targets.GetValueOrDefault(key) : null))];
    }

    // As in look-ups by URL, the article published last represents the page.
    private static bool IsNewer(Article article, Article other) =>
        article.Published == other.Published
            ? string.CompareOrdinal(article.Key, other.Key) < 0
            : (article.Published ?? DateTimeOffset.MinValue) > (other.Published ?? DateTimeOffset.MinValue);

    /// <summary>One document. Sections of related links are removed from its text; their links remain with length 0.</summary>
    /// <param name="article">The article with its text.</param>
    /// <param name="idAt">Returns the id of the article at an address, or null.</param>
    internal static Document Of(Article article, string id, Func<string, string?> idAt)
    {
        var story = new StoryText(article);
        return new Document
        {
            Id = id,
            Title = article.Title,
            Text = story.Text,
            Links =
            [
                .. article.Spans
                    .Where(span => span is { Kind: SpanKind.Link, Url: not null })
                    .Select(span => (Span: span, Target: idAt(span.Url!)))
                    .Where(link => link.Target is not null && link.Target != id)
                    .Select(link => story.Place(link.Span, link.Target!)),
            ],
            Section = article.Section,
            Author = article.Author,
            Tags = article.Tags,
            Language = article.Language,
            Published = article.Published,
        };
    }

    /// <summary>An article's text without its sections of related links, and a mapping of positions.</summary>
    private sealed class StoryText
    {
        private readonly List<(int Start, int End)> _cuts = [];

        public StoryText(Article article)
        {
            var text = article.Text;
            foreach (var span in article.Spans.Where(span => span.Kind == SpanKind.RelatedSection).OrderBy(span => span.Start))
            {
                var (start, end) = (span.Start, Math.Min(text.Length, span.Start + span.Length));
                if (start >= end)
                {
                    continue;
                }

                // Removed with one line break, so that no empty block remains: its own, the one before it or the one after it.
                if (text[end - 1] != '\n' && start > 0)
                {
                    start--;
                }
                else if (text[end - 1] != '\n' && end < text.Length)
                {
                    end++;
                }

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

            Text = text.Length <= LongestText ? text
                : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
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
