using Recommender.Service.Rules;

namespace Recommender.Service.Desk.RulePages;

/// <summary>What stands in the lists of a rule's form.</summary>
internal static class Choices
{
    public static string Name(RuleKind kind) => kind switch
    {
        RuleKind.Pin => "Pin",
        RuleKind.Exclude => "Exclude",
        RuleKind.Boost => "Boost or bury",
        RuleKind.NoBlock => "No block",
        RuleKind.Lock => "Lock",
        _ => "Show otherwise",
    };

    public static string Name(RuleScope scope) => scope switch
    {
        RuleScope.Article => "One article's block",
        RuleScope.Section => "A section's blocks",
        RuleScope.Tag => "A tag's blocks",
        _ => "The whole site",
    };

    public static string Name(RuleSubject subject) => subject switch
    {
        RuleSubject.Article => "An article",
        RuleSubject.Section => "A section",
        RuleSubject.Tag => "A tag",
        RuleSubject.Author => "An author",
        _ => "An age in days",
    };
}
