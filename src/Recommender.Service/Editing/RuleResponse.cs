using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Checking;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>A rule in an answer.</summary>
public sealed record RuleResponse : RuleDocument
{
    public RuleResponse()
    {
    }

    [SetsRequiredMembers]
    private RuleResponse(Rule rule, IReadOnlyList<string> warnings)
        : base(rule) => Warnings = warnings;

    [Description("What the rule names and the site does not have now."), JsonPropertyOrder(2)]
    public required IReadOnlyList<string> Warnings { get; init; }

    public static RuleResponse Of(Rule rule, ArticleIndex articles) =>
        new(rule, rule.Removed ? [] : RuleCheck.WarningsOf(rule, articles));
}
