namespace Recommender.Engine.Explaining;

/// <summary>
/// What the unlearned score is a weighted sum of. Cosines in [-1, 1]; they pass 1 where articles that came after training share words that only
/// one article had before.
/// </summary>
/// <param name="Terms">Of the words.</param>
/// <param name="Bigrams">Of the pairs of neighbouring words.</param>
/// <param name="Names">Of the capitalised phrases.</param>
/// <param name="Embedding">Of what the texts are about, by the embedding that was learned from the site.</param>
/// <param name="Time">Closeness in time, 1 for one day, falling towards 0.</param>
public readonly record struct PairSimilarity(float Terms, float Bigrams, float Names, float Embedding, float Time);
