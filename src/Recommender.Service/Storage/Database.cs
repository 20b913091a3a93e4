using System.Data.Common;
using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;

namespace Recommender.Service.Storage;

/// <summary>Opens connections to the store. The only class that knows the database engine.</summary>
public sealed class Database : IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly string _connectionString;
    private readonly SemaphoreSlim _writer = new(1, 1);

    static Database() => StoredTypes.Register();

    private Database(string connectionString) => _connectionString = connectionString;

    /// <summary>The database file of a data folder.</summary>
    public static string FileIn(string dataFolder) => Path.Combine(dataFolder, "recommender.db");

    /// <summary>Opens the store in <paramref name="dataFolder"/>, creating folder and file, and brings its schema up to date.</summary>
    /// <exception cref="StorageException">The folder is not writable, the file is not a database, or a newer version wrote it.</exception>
    public static Database Open(string dataFolder)
    {
        try
        {
            OwnerOnly.CreateFolder(dataFolder);
            Keep(FileIn(dataFolder));
            OwnerOnly.Tighten([Path.Combine(dataFolder, "keys"), Path.Combine(dataFolder, "reports")]);
            var connectionString = new SqliteConnectionStringBuilder
            {
                DataSource = FileIn(dataFolder),
                ForeignKeys = true,
                DefaultTimeout = 30,
                Pooling = true,
            }.ToString();
            var database = new Database(connectionString);
            database.Migrate();
            return database;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"cannot open the database {FileIn(dataFolder)}: {e.Message}", e);
        }
    }

    /// <summary>An open connection for reading. Dispose it after use.</summary>
    public async Task<DbConnection> ConnectAsync(CancellationToken cancel = default)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancel);
        // Keys are hashes, so an import writes all over the indices: a 32 MB cache and fewer checkpoints save part of its time.
        await connection.ExecuteAsync("pragma busy_timeout = 30000; pragma synchronous = full; pragma cache_size = -32768; pragma "
            + "wal_autocheckpoint = 8000;");
        return connection;
    }

    /// <summary>An open connection for scanning most of a large table: pages are memory-mapped, not copied. Dispose it after use.</summary>
    public async Task<DbConnection> ConnectToScanAsync(CancellationToken cancel = default)
    {
        // Not pooled: closing the connection releases the mapping.
        var connection = new SqliteConnection(_connectionString + ";Pooling=False");
        await connection.OpenAsync(cancel);
        await connection.ExecuteAsync("pragma busy_timeout = 30000; pragma mmap_size = 8589934592;");
        return connection;
    }

    /// <summary>Runs <paramref name="work"/> in one transaction, alone among this process's writers; commits when it returns.</summary>
    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel = default)
    {
        await _writer.WaitAsync(cancel);
        try
        {
            await using var connection = (SqliteConnection)await ConnectAsync(cancel);
            // Takes the write lock now: upgrading the transaction later can fail without waiting if the file is busy.
            await using var transaction = connection.BeginTransaction(deferred: false);
            var result = await work(connection, transaction);
            await transaction.CommitAsync(cancel);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Writes something that a reader can do without, such as the time of a visit.</summary>
    /// <returns>False if the store cannot be written at present.</returns>
    public async Task<bool> TryWriteAsync(Func<DbConnection, DbTransaction, Task> work, CancellationToken cancel = default)
    {
        try
        {
            return await WriteAsync(async (connection, transaction) =>
            {
                await work(connection, transaction);
                return true;
            }, cancel);
        }
        catch (SqliteException e) when (StoreFailures.Of(e) is not null)
        {
            return false;
        }
    }

    /// <summary>As <see cref="WriteAsync"/>, and what is deleted or overwritten is also removed from the files.</summary>
    public async Task<T> EraseAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel = default)
    {
        await using var connection = await ConnectAsync(cancel);
        var erased = await WriteAsync(async (writer, transaction) =>
        {
            await writer.ExecuteAsync("pragma secure_delete = on", transaction: transaction);
            try
            {
                return await work(writer, transaction);
            }
            finally
            {
                await writer.ExecuteAsync("pragma secure_delete = fast", transaction: transaction);
            }
        }, cancel);
        // The log still holds the pages as they were. Readers may delay this; then a later checkpoint overwrites the log.
        await connection.ExecuteAsync("pragma wal_checkpoint(truncate)");
        return erased;
    }

    /// <summary>Copies a consistent snapshot of the store to a file while others read and write. The copy is a single file.</summary>
    /// <param name="file">A file that does not exist yet.</param>
    /// <param name="cancel">Cancels before the copy begins; the copy itself cannot be cancelled.</param>
    /// <returns>The copy, for reading.</returns>
    /// <exception cref="StorageException">The copy cannot be written.</exception>
    public async Task<Database> CopyToAsync(string file, CancellationToken cancel = default)
    {
        await using var connection = (SqliteConnection)await ConnectAsync(cancel);
        try
        {
            Keep(file);
            await using var copy = new SqliteConnection(Alone(file));
            await copy.OpenAsync(cancel);
            // All pages in one read transaction: it blocks no writer, and no writer makes it restart.
            connection.BackupDatabase(copy);
            await copy.ExecuteAsync("pragma journal_mode = delete");
            return At(file);
        }
        catch (SqliteException e)
        {
            throw new StorageException($"cannot copy the database to {file}: {e.Message}", e);
        }
    }

    /// <summary>Opens a copied store for reading without changing its schema.</summary>
    public static Database At(string file) => new(Alone(file));

    /// <summary>Checks a copied store without changing it. Null if it is valid, otherwise the problem.</summary>
    public static string? ProblemOf(string file)
    {
        try
        {
            using var connection = new SqliteConnection(Alone(file) + ";Mode=ReadOnly");
            connection.Open();
            var found = connection.QueryFirst<string>("pragma quick_check");
            return found == "ok" ? NewerScript(file) is { } newer ? $"a newer version of recommender wrote it (it knows {newer})" : null
                : $"its database is damaged: {found}";
        }
        catch (SqliteException e)
        {
            return $"its database cannot be read: {e.Message}";
        }
    }

    /// <summary>Whether any process has the store of a data folder open.</summary>
    public static bool IsInUse(string dataFolder)
    {
        if (!File.Exists(FileIn(dataFolder)))
        {
            return false;
        }

        try
        {
            // SQLite leaves WAL mode only when no other connection is open.
            using var connection = new SqliteConnection(Alone(FileIn(dataFolder)) + ";Mode=ReadWrite");
            connection.Open();
            connection.Execute("pragma busy_timeout = 0");
            return connection.ExecuteScalar<string>("pragma journal_mode = delete") != "delete";
        }
        catch (SqliteException e)
        {
            return e.SqliteErrorCode is Busy or Locked;
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    // SQLite gives its log and index the permissions of the database. An empty file is an empty database.
    private static void Keep(string file)
    {
        // An existing one is not opened: closing it would release the locks that this process has on it.
        if (!File.Exists(file))
        {
            OwnerOnly.OpenFile(file, FileMode.OpenOrCreate).Dispose();
        }

        OwnerOnly.Tighten([file, file + "-wal", file + "-shm", file + "-journal"]);
    }

    // Not pooled: once closed, nothing holds the file.
    private static string Alone(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    private static string? NewerScript(string file)
    {
        using var connection = new SqliteConnection(Alone(file) + ";Mode=ReadOnly");
        connection.Open();
        var known = UpgradeOf("").GetDiscoveredScripts().Select(script => script.Name).ToHashSet();
        return connection.Query<string>("select scriptname from schemaversions").FirstOrDefault(name => !known.Contains(name));
    }

    private static UpgradeEngine UpgradeOf(string connectionString) => UpgradeOf(DeployChanges.To.SqliteDatabase(connectionString));

    private static UpgradeEngine UpgradeOf(UpgradeEngineBuilder builder) => builder
        .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.Contains(".Migrations.", StringComparison.Ordinal))
        .WithTransactionPerScript()
        .LogTo(new NoOpUpgradeLog())
        .Build();

    private void Migrate()
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("pragma journal_mode = wal");
        // Migrations fill the search index of articles that are older than it.
        connection.CreateFunction("indexed_text", (string text) => IndexedText.Of(text), isDeterministic: true);
        using var shared = new SharedConnection(connection);
        var upgrade = UpgradeOf(DeployChanges.To.SqliteDatabase(shared));
        var known = upgrade.GetDiscoveredScripts().Select(script => script.Name).ToHashSet();
        var newer = upgrade.GetExecutedScripts().FirstOrDefault(name => !known.Contains(name));
        if (newer is not null)
        {
            throw new StorageException($"the database was written by a newer version of recommender (it knows {newer}); use that version "
                + $"or a fresh --data folder");
        }

        var result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            throw new StorageException($"cannot bring the database up to date: {result.Error.Message}", result.Error);
        }
    }
}
