namespace Recommender.Service.Training.Registry;

public sealed record FigureDiff(string Name, double? From, double? To);
