using Microsoft.Data.Sqlite;

namespace Recommender.Service.Storage;

/// <summary>Recognises failures of the store among exceptions.</summary>
internal static class StoreFailures
{
    // Result codes of SQLite.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Failing = 10;
    private const int Full = 13;
    private const int NotOpened = 14;

    // ENOSPC and EDQUOT in the lower half of an exception's code.
    private const int NoSpace = 28;
    private const int NoQuota = 122;

    /// <returns>Null for any other exception.</returns>
    public static StoreFailure? Of(Exception e) => e switch
    {
        SqliteException { SqliteErrorCode: Full } => StoreFailure.Full,
        SqliteException { SqliteErrorCode: ReadOnly or Failing or NotOpened } => StoreFailure.NotWritable,
        SqliteException { SqliteErrorCode: Busy or Locked } => StoreFailure.Busy,
        IOException when (e.HResult & 0xFFFF) is NoSpace or NoQuota => StoreFailure.Full,
        _ => null,
    };
}
