namespace Recommender.Service.Training.Registry;

/// <param name="From">As JSON.</param>
/// <param name="To">As JSON.</param>
public sealed record SettingDiff(string Name, string From, string To);
