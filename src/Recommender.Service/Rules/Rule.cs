using System.Diagnostics;

namespace Recommender.Service.Rules;

/// <summary>
/// What an editor wants of some blocks, at one version. A closed family: each kind is a sealed record with its own fields; this header is
/// common to all. Immutable: a change makes the next version.
/// </summary>
public abstract record Rule
{
    private protected Rule(RuleDocument document)
    {
        (Id, Version, Scope, ScopeValue) = (document.Id, document.Version, document.Scope, document.ScopeValue);
        (Schedule, Reason, Removed) = (document.Schedule, document.Reason, document.Removed);
        (CreatedBy, Created, ChangedBy, Changed) = (document.CreatedBy, document.Created, document.ChangedBy, document.Changed);
    }

    public abstract RuleKind Kind { get; }

    public string Id { get; init; }

    /// <summary>1 for a new rule, one more after each change.</summary>
    public long Version { get; init; }

    /// <summary>Whose blocks the rule is for.</summary>
    public RuleScope Scope { get; init; }

    /// <summary>The key of the page's article, the section or the tag, in any case; null for the whole site.</summary>
    public string? ScopeValue { get; init; }

    /// <summary>When the rule applies; null: always.</summary>
    public RuleSchedule? Schedule { get; init; }

    /// <summary>Why, in the editor's words.</summary>
    public string? Reason { get; init; }

    /// <summary>True for a rule that was removed; it stays in the history and can be restored.</summary>
    public bool Removed { get; init; }

    public string CreatedBy { get; init; }

    public DateTimeOffset Created { get; init; }

    public string ChangedBy { get; init; }

    public DateTimeOffset Changed { get; init; }

    /// <summary>What the rule moves; null for a rule about a whole block.</summary>
    public virtual RuleTarget? Target => null;

    /// <summary>Keys of the articles that the rule names, beside the page's own.</summary>
    public virtual IReadOnlyList<string> Articles => Target is { Subject: RuleSubject.Article, Value: var key } ? [key] : [];

    /// <summary>True if the rule puts its articles into blocks, whatever the model's lists contain.</summary>
    public virtual bool PlacesArticles => false;

    /// <summary>Everything that the rule says, flat.</summary>
    public RuleContent Content => WithOwn(new RuleContent
    {
        ScopeValue = ScopeValue, Subject = Target?.Subject, SubjectValue = Target?.Value, Schedule = Schedule, Reason = Reason,
    });

    /// <exception cref="InvalidDataException">A field is missing that the kind requires; the message names it.</exception>
    public static Rule Of(RuleDocument document) => TermsOf(document.Kind).Read(document);

    /// <summary>What applies to all rules of a kind.</summary>
    internal static RuleTerms TermsOf(RuleKind kind) => kind switch
    {
        RuleKind.Pin => PinRule.Terms,
        RuleKind.Exclude => ExcludeRule.Terms,
        RuleKind.Boost => BoostRule.Terms,
        RuleKind.NoBlock => NoBlockRule.Terms,
        RuleKind.Lock => LockRule.Terms,
        RuleKind.Present => PresentationRule.Terms,
    };

    /// <summary>The value for the rule's kind: a call has an argument for every kind.</summary>
    public T Match<T>(
        Func<PinRule, T> pin, Func<ExcludeRule, T> exclude, Func<BoostRule, T> boost, Func<NoBlockRule, T> noBlock,
        Func<LockRule, T> locked, Func<PresentationRule, T> presentation) => this switch
        {
            PinRule rule => pin(rule),
            ExcludeRule rule => exclude(rule),
            BoostRule rule => boost(rule),
            NoBlockRule rule => noBlock(rule),
            LockRule rule => locked(rule),
            PresentationRule rule => presentation(rule),
            _ => throw new UnreachableException(),
        };

    /// <summary>Does something with the rule, for its kind; without allocations, for code that goes through all rules of a site.</summary>
    public void Switch<TState>(
        TState state, Action<PinRule, TState> pin, Action<ExcludeRule, TState> exclude, Action<BoostRule, TState> boost,
        Action<NoBlockRule, TState> noBlock, Action<LockRule, TState> locked, Action<PresentationRule, TState> presentation)
    {
        switch (this)
        {
            case PinRule rule:
                pin(rule, state);
                break;
            case ExcludeRule rule:
                exclude(rule, state);
                break;
            case BoostRule rule:
                boost(rule, state);
                break;
            case NoBlockRule rule:
                noBlock(rule, state);
                break;
            case LockRule rule:
                locked(rule, state);
                break;
            case PresentationRule rule:
                presentation(rule, state);
                break;
        }
    }

    /// <returns>The content with the fields of the rule's kind.</returns>
    private protected abstract RuleContent WithOwn(RuleContent content);
}
