namespace Recommender.Service.Training;

/// <summary>Records whether a model's encoder and rankings were trained for it or kept.</summary>
/// <param name="Why">Why the run was a full retrain, or why not.</param>
/// <param name="By">The model whose training produced them; null if it was this model.</param>
/// <param name="At">When; null if now.</param>
/// <param name="Changed">Number of articles added or changed since.</param>
internal sealed record Learning(string Why, string? By = null, DateTimeOffset? At = null, int Changed = 0);
