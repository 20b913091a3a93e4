using Recommender.Service.Editing;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests;

/// <summary>Changes of rules by authors whose id is their name.</summary>
internal static class Authors
{
    public static Author Of(string name) => new(name, name);

    public static Task<RuleWrite> ApplyAsync(
        this RuleStore store, string site, string who, IReadOnlyList<RuleEdit> edits, int most, CancellationToken cancel) =>
        store.ApplyAsync(site, Of(who), edits, most, cancel);

    public static Task<RuleWrite> ApplyAsync(
        this RuleEditing editing, string site, string who, IReadOnlyList<RuleEdit> edits, CancellationToken cancel) =>
        editing.ApplyAsync(site, Of(who), edits, cancel);
}
