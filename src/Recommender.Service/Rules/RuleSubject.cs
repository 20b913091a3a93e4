namespace Recommender.Service.Rules;

/// <summary>What a rule moves.</summary>
public enum RuleSubject
{
    Article,
    Section,
    Tag,
    Author,
    Age,
}
