namespace Recommender.Engine.Explaining;

/// <summary>
/// The components of the unlearned score. Cosines are in [-1, 1]; they can exceed 1 for articles added after training that share words
/// previously found in a single article.
/// </summary>
/// <param name="Terms">Cosine of the words.</param>
/// <param name="Bigrams">Cosine of the pairs of neighbouring words.</param>
/// <param name="Names">Cosine of the capitalised phrases.</param>
/// <param name="Embedding">Cosine of the topics, by the embedding learned from the site.</param>
/// <param name="Time">Closeness in time: 1 for the same day, falling towards 0.</param>
public readonly record struct PairSimilarity(float Terms, float Bigrams, float Names, float Embedding, float Time);
