using Recommender.Service.Web;

namespace Recommender.Service.Rules;

/// <summary>What applies to all rules of a kind: the fields that it takes, what they must say, and how a rule is made of them.</summary>
internal sealed record RuleTerms
{
    // Every rule takes these.
    private static readonly string[] Common =
        [nameof(RuleContent.ScopeValue), nameof(RuleContent.Schedule), nameof(RuleContent.Reason)];

    private static readonly string[] OfTarget = [nameof(RuleContent.Subject), nameof(RuleContent.SubjectValue)];

    private static readonly IReadOnlyList<(string Name, Func<object, object?> Get)> All =
        [.. ApiJson.Options.GetTypeInfo(typeof(RuleContent)).Properties.Select(field => (field.Name, field.Get!))];

    /// <summary>Makes the rule; throws <see cref="InvalidDataException"/> if a field is missing that the kind requires.</summary>
    public required Func<RuleDocument, Rule> Read { get; init; }

    /// <summary>The kind's own fields, beside those of every rule and the subject.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>What a rule of the kind may move; empty if it concerns a whole block.</summary>
    public IReadOnlyList<RuleSubject> Subjects { get; init; } = [];

    /// <summary>False if a rule of the kind may also concern a whole block.</summary>
    public bool RequiresSubject { get; init; } = true;

    /// <summary>Reports what is wrong with the kind's own fields, as far as this can be seen without the site.</summary>
    public Action<RuleInput, FieldErrors> Check { get; init; } = static (_, _) => { };

    /// <summary>The fields that are given although the kind does not take them.</summary>
    public IEnumerable<string> ForeignTo(RuleContent content) =>
        All.Where(field => !Takes(field.Name) && field.Get(content) is not null).Select(field => field.Name);

    private bool Takes(string field) =>
        Fields.Concat(Common).Concat(Subjects.Count > 0 ? OfTarget : []).Contains(field, StringComparer.OrdinalIgnoreCase);
}
