namespace Recommender.Service.Models;

/// <param name="Sketch">Sketch of title and text, see <see cref="TextSketch"/>.</param>
/// <param name="Published">UTC, to the second; null if unknown.</param>
public readonly record struct TrainedArticle(string Sketch, DateTimeOffset? Published);
