namespace Recommender.Service.Articles;

/// <summary>The meaning of a <see cref="TextSpan"/>.</summary>
public enum SpanKind
{
    Link,
    Heading,
    ListItem,

    /// <summary>A section headed "See also", "Related" and the like: its links count, but its text is not part of the article.</summary>
    RelatedSection,
}
