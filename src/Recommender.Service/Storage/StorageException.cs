namespace Recommender.Service.Storage;

/// <summary>The store cannot be used; the message says what to do.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
