namespace Recommender.Service.Articles;

/// <summary>What a <see cref="TextSpan"/> marks.</summary>
public enum SpanKind
{
    Link,
    Heading,
    ListItem,

    /// <summary>A section headed "See also", "Related" and the like: its links count, its text is no part of the story.</summary>
    RelatedSection,
}
