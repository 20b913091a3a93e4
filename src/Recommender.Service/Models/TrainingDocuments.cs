using Recommender.Engine;
using Recommender.Service.Articles;
using Recommender.Service.Related;

namespace Recommender.Service.Models;

/// <summary>Turns articles into what the engine reads.</summary>
internal static class TrainingDocuments
{
    public static Document Of(Article article, ArticleIndex articles) => new()
    {
        Id = article.Key,
        Title = article.Title,
        Text = article.Text,
        Links =
        [
            .. article.Spans
                .Where(span => span is { Kind: SpanKind.Link, Url: not null })
                .Select(span => (Span: span, Card: articles.FindByUrl(span.Url!)))
                .Where(link => link.Card >= 0)
                .Select(link => new DocumentLink(articles[link.Card].Key, link.Span.Start, link.Span.Length)),
        ],
        Section = article.Section,
        Author = article.Author,
        Tags = article.Tags,
        Language = article.Language,
        Published = article.Published,
    };
}
