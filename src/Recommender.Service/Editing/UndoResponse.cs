namespace Recommender.Service.Editing;

/// <summary>What an undo took back.</summary>
/// <param name="Items">The rules as they are now.</param>
public sealed record UndoResponse(IReadOnlyList<RuleResponse> Items);
