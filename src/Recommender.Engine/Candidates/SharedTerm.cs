namespace Recommender.Engine.Candidates;

/// <summary>A term that occurs in both the query and a candidate.</summary>
/// <param name="At">Its position in the query's term vector.</param>
/// <param name="Weight">Its weight in the candidate.</param>
internal readonly record struct SharedTerm(int At, float Weight);
