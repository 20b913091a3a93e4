namespace Recommender.Service.Rules;

/// <summary>Whose blocks a rule is for, narrowest first.</summary>
public enum RuleScope
{
    Article,
    Section,
    Tag,
    Site,
}
