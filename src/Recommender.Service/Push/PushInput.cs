using System.ComponentModel;
using Recommender.Service.Articles;

namespace Recommender.Service.Push;

/// <summary>An article as its site pushes it.</summary>
public record PushInput
{
    [Description("The site's own id of the article, as in its feed. May be omitted if the address contains it.")]
    public string? Id { get; init; }

    [Description("Absolute http or https address of its page.")]
    public string? Url { get; init; }

    [Description("Absolute http or https addresses that the page had before. At most 100.")]
    public IReadOnlyList<string>? FormerUrls { get; init; }

    [Description("Plain text. If missing, the first words of the text are used.")]
    public string? Title { get; init; }

    [Description("The body as HTML. Send either html or text.")]
    public string? Html { get; init; }

    [Description("The body as plain text.")]
    public string? Text { get; init; }

    [Description("Plain text or HTML.")]
    public string? Summary { get; init; }

    [Description("Absolute http or https address of the main image. If missing, the first image of the body is used.")]
    public string? Image { get; init; }

    public string? Author { get; init; }

    public string? Section { get; init; }

    [Description("At most 100.")]
    public IReadOnlyList<string>? Tags { get; init; }

    [Description("A tag such as en or de-AT. If missing, the language is detected from the text.")]
    public string? Language { get; init; }

    [Description("Who may read it: open, paywalled (only the card is public) or hidden. If missing, the site's setting decides.")]
    public ArticleAccess? Access { get; init; }

    [Description("An instant such as 2026-02-11T06:00:00Z; UTC if it has no offset. An article dated in the future is shown from then on.")]
    public string? Published { get; init; }

    [Description("As published.")]
    public string? Updated { get; init; }
}
