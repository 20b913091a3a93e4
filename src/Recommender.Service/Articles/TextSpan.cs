namespace Recommender.Service.Articles;

/// <summary>A range of an article's text. <paramref name="Start"/> and <paramref name="Length"/> count UTF-16 units.</summary>
/// <param name="Start">First position in the text.</param>
/// <param name="Length">Number of positions; 0 for links on images.</param>
/// <param name="Url">For links: the absolute http(s) target without fragment and tracking parameters.</param>
public readonly record struct TextSpan(int Start, int Length, SpanKind Kind, string? Url = null);
