namespace Recommender.Engine.Candidates;

/// <summary>A term that query and candidate share.</summary>
/// <param name="At">Its position in the query's term vector.</param>
/// <param name="Weight">Its weight in the candidate.</param>
internal readonly record struct SharedTerm(int At, float Weight);
