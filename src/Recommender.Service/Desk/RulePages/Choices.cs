using Recommender.Service.Rules;

namespace Recommender.Service.Desk.RulePages;

/// <summary>The choices of a rule's form.</summary>
internal static class Choices
{
    public static string Name(RuleScope scope) => scope switch
    {
        RuleScope.Article => "One article's block",
        RuleScope.Section => "A section's blocks",
        RuleScope.Tag => "A tag's blocks",
        RuleScope.Site => "The whole site",
    };

    public static string Name(RuleSubject subject) => subject switch
    {
        RuleSubject.Article => "An article",
        RuleSubject.Section => "A section",
        RuleSubject.Tag => "A tag",
        RuleSubject.Author => "An author",
        RuleSubject.Age => "An age in days",
    };
}
