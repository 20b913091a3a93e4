using System.Collections.Immutable;

namespace Recommender.Service.Rules;

/// <summary>The rules of one site at one moment, removed ones left out.</summary>
/// <param name="Revision">The store's count of rule changes of the site; grows with each.</param>
/// <param name="Rules">In the order of their creation.</param>
public sealed record SiteRules(long Revision, ImmutableArray<Rule> Rules)
{
    public static readonly SiteRules None = new(0, []);

    /// <summary>Rules that cannot be read and have no effect, by id.</summary>
    public ImmutableArray<UnreadableRule> Unreadable { get; init; } = [];
}
