namespace Recommender.Service.Storage;

/// <summary>Why the store cannot be used at present, apart from faults of the program.</summary>
public enum StoreFailure
{
    /// <summary>No space is left; reading still works.</summary>
    Full,

    /// <summary>Its disk or file is read-only, or fails.</summary>
    NotWritable,

    /// <summary>Another process has locked it for longer than a request waits.</summary>
    Busy,
}
