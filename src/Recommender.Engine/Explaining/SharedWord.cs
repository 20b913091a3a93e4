namespace Recommender.Engine.Explaining;

/// <summary>A word, name or tag that two documents share.</summary>
/// <param name="Word">As written in the page's text, not its stem.</param>
/// <param name="Weight">Its contribution to the cosine of the two; 0 for a tag added after training.</param>
public readonly record struct SharedWord(string Word, float Weight);
