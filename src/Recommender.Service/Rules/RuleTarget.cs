namespace Recommender.Service.Rules;

/// <summary>What a rule moves.</summary>
/// <param name="Subject">Whether the value names an article, a section, a tag, an author or an age.</param>
/// <param name="Value">
/// The key of the article, the section, the tag or the author, in any case. For an age, days as a number: above 0 for articles older than
/// that, below 0 for articles at most so old.
/// </param>
public readonly record struct RuleTarget(RuleSubject Subject, string Value)
{
    /// <exception cref="InvalidDataException">One of the two fields is missing.</exception>
    internal static RuleTarget Of(RuleContent content) => new(
        content.Subject ?? throw new InvalidDataException("the field subject is missing"),
        content.SubjectValue ?? throw new InvalidDataException("the field subjectValue is missing"));

    /// <returns>The key of the article that is moved.</returns>
    /// <exception cref="InvalidDataException">A field is missing, or the subject is not an article.</exception>
    internal static string ArticleOf(RuleContent content) => Of(content) is { Subject: RuleSubject.Article, Value: var key }
        ? key
        : throw new InvalidDataException("the field subject has a value that cannot be read");
}
