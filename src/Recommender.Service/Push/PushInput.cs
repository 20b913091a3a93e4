using System.ComponentModel;

namespace Recommender.Service.Push;

/// <summary>An article as its site sends it.</summary>
public record PushInput
{
    [Description("The site's own id of the article, as in its feed. Where the address names it, it may be left out.")]
    public string? Id { get; init; }

    [Description("Absolute http or https address of its page.")]
    public string? Url { get; init; }

    [Description("Plain text. Where it is missing, the first words stand for it.")]
    public string? Title { get; init; }

    [Description("The body as HTML. Give one of html and text.")]
    public string? Html { get; init; }

    [Description("The body as plain text.")]
    public string? Text { get; init; }

    [Description("Plain text or HTML.")]
    public string? Summary { get; init; }

    [Description("Absolute http or https address of the main image; else the body's first is taken.")]
    public string? Image { get; init; }

    public string? Author { get; init; }

    public string? Section { get; init; }

    [Description("At most 100.")]
    public IReadOnlyList<string>? Tags { get; init; }

    [Description("A tag such as en or de-AT; else the text tells it.")]
    public string? Language { get; init; }

    [Description("An instant such as 2026-02-11T06:00:00Z, UTC where it names no zone. One in the future: it is shown from then on.")]
    public string? Published { get; init; }

    [Description("As published.")]
    public string? Updated { get; init; }
}
