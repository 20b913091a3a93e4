namespace Recommender.Service.Articles;

/// <summary>A range of an article's text. <paramref name="Start"/> and <paramref name="Length"/> count UTF-16 units.</summary>
/// <param name="Start">First position in the text.</param>
/// <param name="Length">Number of positions; links of images have 0.</param>
/// <param name="Kind">What the range is.</param>
/// <param name="Url">For links: the absolute http(s) target as written, with anchors and tracking parameters taken off.</param>
public readonly record struct TextSpan(int Start, int Length, SpanKind Kind, string? Url = null);
