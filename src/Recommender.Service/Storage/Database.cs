using System.Data.Common;
using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace Recommender.Service.Storage;

/// <summary>Opens connections to the store. The only place that knows which engine holds it.</summary>
public sealed class Database : IDisposable
{
    private readonly string _connectionString;
    private readonly SemaphoreSlim _writer = new(1, 1);

    static Database() => StoredTypes.Register();

    private Database(string connectionString) => _connectionString = connectionString;

    /// <summary>The file that holds the store of a data folder.</summary>
    public static string FileIn(string dataFolder) => Path.Combine(dataFolder, "recommender.db");

    /// <summary>Opens the store in <paramref name="dataFolder"/>, creating folder and file, and brings its schema up to date.</summary>
    /// <exception cref="StorageException">The folder cannot be written, the file is no database, or a newer program wrote it.</exception>
    public static Database Open(string dataFolder)
    {
        try
        {
            Directory.CreateDirectory(dataFolder);
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
        // Keys are hashes, so an import writes all over the indices: a cache of 32 MB and fewer checkpoints save part of its time.
        await connection.ExecuteAsync("pragma busy_timeout = 30000; pragma synchronous = full; pragma cache_size = -32768; pragma wal_autocheckpoint = 8000;");
        return connection;
    }

    /// <summary>Runs <paramref name="work"/> in one transaction, alone among this process's writers; commits when it returns.</summary>
    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel = default)
    {
        await _writer.WaitAsync(cancel);
        try
        {
            await using var connection = (SqliteConnection)await ConnectAsync(cancel);
            // Takes the write lock now: a transaction that upgrades later can fail on a busy file without waiting.
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

    public void Dispose()
    {
        _writer.Dispose();
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private void Migrate()
    {
        using (var connection = new SqliteConnection(_connectionString))
        {
            connection.Open();
            connection.Execute("pragma journal_mode = wal");
        }

        var upgrade = DeployChanges.To
            .SqliteDatabase(_connectionString)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.Contains(".Migrations.", StringComparison.Ordinal))
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        var known = upgrade.GetDiscoveredScripts().Select(script => script.Name).ToHashSet();
        var newer = upgrade.GetExecutedScripts().FirstOrDefault(name => !known.Contains(name));
        if (newer is not null)
        {
            throw new StorageException($"the database was written by a newer version of recommender (it knows {newer}); use that version or a fresh --data folder");
        }

        var result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            throw new StorageException($"cannot bring the database up to date: {result.Error.Message}", result.Error);
        }
    }
}

/// <summary>The store cannot be used; the message tells what to do.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
