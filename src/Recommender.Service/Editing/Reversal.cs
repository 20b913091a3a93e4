using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>What takes changes back, or why that is not possible.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Edits">The edits that give their rules exactly what they said before; empty if that is not possible.</param>
/// <param name="Since">
/// The changes that prevent it: later ones of the same rules, and changes of rules that cannot be read; empty if nothing does.
/// </param>
public sealed record Reversal(
    IReadOnlyList<RuleChange> Changes, IReadOnlyList<RuleEdit> Edits, IReadOnlyList<RuleChange> Since);
