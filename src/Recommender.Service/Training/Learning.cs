namespace Recommender.Service.Training;

/// <summary>Whether a model's encoder and rankings were learned for it.</summary>
/// <param name="Why">Why all was learned anew, or why not.</param>
/// <param name="By">The model in whose training they were; null where that was this one's own.</param>
/// <param name="At">When; null where it was now.</param>
/// <param name="Changed">How many articles came or changed since.</param>
internal sealed record Learning(string Why, string? By = null, DateTimeOffset? At = null, int Changed = 0);
