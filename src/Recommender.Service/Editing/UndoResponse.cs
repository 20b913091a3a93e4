namespace Recommender.Service.Editing;

/// <summary>The result of an undo.</summary>
/// <param name="Items">The rules as they are now.</param>
public sealed record UndoResponse(IReadOnlyList<RuleResponse> Items);
