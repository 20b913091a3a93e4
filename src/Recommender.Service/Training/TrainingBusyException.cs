namespace Recommender.Service.Training;

/// <summary>Another run holds the site.</summary>
public sealed class TrainingBusyException(string message, Exception? inner = null) : Exception(message, inner);
