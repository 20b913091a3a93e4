using System.Text;
using Recommender.Engine;
using Recommender.Service.Articles;
using Recommender.Service.Related;

namespace Recommender.Service.Models;

/// <summary>Turns articles into what the engine reads.</summary>
internal static class TrainingDocuments
{
    /// <param name="article">The article with its text.</param>
    /// <param name="articles">The site's articles, among which its links are looked up.</param>
    public static Document Of(Article article, ArticleIndex articles)
    {
        var related = article.Spans.Where(span => span is { Kind: SpanKind.RelatedSection, Length: > 0 }).OrderBy(span => span.Start).ToList();
        return new Document
        {
            Id = article.Key,
            Title = article.Title,
            Text = Without(article.Text, related),
            Links =
            [
                .. article.Spans
                    .Where(span => span is { Kind: SpanKind.Link, Url: not null })
                    .Select(span => (Span: span, Card: articles.FindByUrl(span.Url!)))
                    .Where(link => link.Card >= 0)
                    .Select(link => LinkTo(articles[link.Card].Key, link.Span, related)),
            ],
            Section = article.Section,
            Author = article.Author,
            Tags = article.Tags,
            Language = article.Language,
            Published = article.Published,
        };
    }

    // What a "See also" lists is no part of the story: it would relate articles by each other's titles.
    private static string Without(string text, List<TextSpan> sections)
    {
        if (sections.Count == 0)
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        var at = 0;
        foreach (var section in sections)
        {
            kept.Append(text, at, Math.Max(0, section.Start - at));
            at = Math.Max(at, Math.Min(text.Length, section.Start + section.Length));
        }

        return kept.Append(text, at, text.Length - at).ToString();
    }

    private static DocumentLink LinkTo(string target, TextSpan link, List<TextSpan> sections)
    {
        var end = link.Start + link.Length;
        if (sections.Any(section => link.Start < section.Start + section.Length && end > section.Start))
        {
            return new DocumentLink(target, 0, 0);
        }

        var before = sections.Where(section => section.Start + section.Length <= link.Start).Sum(section => section.Length);
        return new DocumentLink(target, link.Start - before, link.Length);
    }
}
