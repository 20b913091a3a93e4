namespace Recommender.Service.Desk.Editing;

/// <summary>Changes of a block that somebody left unsaved.</summary>
/// <param name="Changes">The changes, as the form has them.</param>
/// <param name="Tag">The state of the block to which they belong.</param>
/// <param name="Reason">Why, as far as it was typed.</param>
/// <param name="At">When they were made.</param>
public sealed record StoredDraft(string Changes, string Tag, string Reason, DateTimeOffset At);
