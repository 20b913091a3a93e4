using Dapper;
using DbUp;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;
using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("recommender-test-").FullName, "data");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opening_creates_the_folder_and_keeps_stored_data()
    {
        using (var first = Database.Open(_folder))
        {
            await AddSiteAsync(first, "courier");
        }

        using var again = Database.Open(_folder);
        Assert.Equal("courier", await NamesAsync(again));
    }

    [Fact]
    public async Task A_store_of_an_older_version_is_migrated_with_its_articles()
    {
        await MakeOldAsync(
            1,
            """
            insert into site (name, revision, created) values ('courier', 1, '2026-01-31T08:00:00.000Z');
            insert into article (site, key, source_id, title, content_hash, revision, imported)
                values ('courier', 'abcdefghijkl', 'ferry', 'The night boat', 'x', 1, '2026-01-31T08:00:00.000Z');
            insert into article_body (site, key, text) values ('courier', 'abcdefghijkl', 'It sails again.');
            """);

        using var database = Database.Open(_folder);

        var article = await new ArticleStore(database, TimeProvider.System).FindAsync("courier", "abcdefghijkl", Cancel);
        Assert.Equal(("The night boat", "It sails again."), (article!.Title, article.Text));
        await using var read = await database.ConnectAsync(Cancel);
        Assert.Equal(1, await read.ExecuteScalarAsync<long>("select count(*) from article_search where article_search match 'sails'"));
        Assert.Equal(0, await read.ExecuteScalarAsync<long>("select count(*) from rule"));
    }

    [Fact]
    public async Task Old_runs_and_changes_of_models_get_the_id_of_a_person_whose_shown_name_only_one_person_has()
    {
        await MakeOldAsync(
            32,
            """
            insert into site (name, created) values ('courier', '2026-01-31T08:00:00.000Z');
            insert into person (id, name, sign_in, stamp, created) values
                ('1', 'Carla', 'carla', 'x', ''), ('2', 'Tom', 'tom', 'x', ''), ('3', 'Tom', 'tomas', 'x', '');
            insert into run (id, site, reason, who, force, anew, state, requested, cancelled_by) values
                ('a', 'courier', 'hand', 'Carla', 0, 0, 'cancelled', '', 'Tom (tomas)'),
                ('b', 'courier', 'hand', 'Tom', 0, 0, 'cancelled', '', 'operator'),
                ('c', 'courier', 'hand', 'operator', 0, 0, 'done', '', null),
                ('d', 'courier', 'schedule', 'schedule', 0, 0, 'done', '', null);
            insert into model_change (site, id, at, who, action, version) values
                ('courier', 1, '', 'Carla (carla)', 'promoted', 'x'), ('courier', 2, '', 'Tom', 'promoted', 'x'),
                ('courier', 3, '', 'schedule', 'promoted', 'x'), ('courier', 4, '', 'operator', 'promoted', 'x');
            """);

        using var database = Database.Open(_folder);

        await using var read = await database.ConnectAsync(Cancel);
        Assert.Equal(
            ["person:1 person:3", "? operator", "operator ?", "recommender ?"],
            await read.QueryAsync<string>("select coalesce(who_id, '?') || ' ' || coalesce(cancelled_by_id, '?') from run order by id"));
        Assert.Equal(
            ["person:1", "?", "recommender", "operator"],
            await read.QueryAsync<string>("select coalesce(who_id, '?') from model_change order by id"));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_unchanged()
    {
        using (var database = Database.Open(_folder))
        {
            await database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
                "insert into schemaversions (scriptname, applied) values ('999_of_next_year.sql', '2027-01-01')", null,
                transaction), Cancel);
        }

        var before = await File.ReadAllBytesAsync(Database.FileIn(_folder), Cancel);
        var error = Assert.Throws<StorageException>(() => Database.Open(_folder));

        Assert.Contains("was written by a newer version of recommender (it knows 999_of_next_year.sql)", error.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(Database.FileIn(_folder), Cancel));
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_named_and_unchanged()
    {
        Directory.CreateDirectory(_folder);
        var file = Database.FileIn(_folder);
        await File.WriteAllTextAsync(file, new string('x', 5_000), Cancel);

        var error = Assert.Throws<StorageException>(() => Database.Open(_folder));

        Assert.StartsWith($"cannot open the database {file}: ", error.Message);
        Assert.Contains("not a database", error.Message);
        Assert.Contains("not a database", Database.ProblemOf(file));
        Assert.Equal(new string('x', 5_000), await File.ReadAllTextAsync(file, Cancel));
    }

    [Fact]
    public async Task Writers_of_two_processes_do_not_lose_each_others_changes()
    {
        using var one = Database.Open(_folder);
        using var other = Database.Open(_folder);
        await AddSiteAsync(one, "courier");

        // Each reads the number, then writes its successor.
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? one : other).WriteAsync(async (connection, transaction) =>
        {
            var revision = await connection.ExecuteScalarAsync<long>("select revision from site", null, transaction);
            await Task.Yield();
            return await connection.ExecuteAsync("update site set revision = @next", new { next = revision + 1 }, transaction);
        }, Cancel)));

        await using var read = await one.ConnectAsync(Cancel);
        Assert.Equal(40, await read.ExecuteScalarAsync<long>("select revision from site"));
    }

    [Fact]
    public async Task A_failed_write_leaves_nothing_and_does_not_block_the_next()
    {
        using var database = Database.Open(_folder);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync<int>(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("insert into site (name, created) values ('half', '')", null, transaction);
            throw new InvalidOperationException();
        }, Cancel));

        await AddSiteAsync(database, "courier");
        Assert.Equal("courier", await NamesAsync(database));
    }

    [Fact]
    public async Task A_store_is_in_use_while_a_process_has_it_open()
    {
        Assert.False(Database.IsInUse(_folder));
        using (var database = Database.Open(_folder))
        {
            await using var reader = await database.ConnectAsync(Cancel);
            Assert.True(Database.IsInUse(_folder));
        }

        Assert.False(Database.IsInUse(_folder));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    /// <summary>Makes a store as the program had it after a migration, with some rows.</summary>
    private async Task MakeOldAsync(int latest, string rows)
    {
        Directory.CreateDirectory(_folder);
        var old = new SqliteConnectionStringBuilder { DataSource = Database.FileIn(_folder), Pooling = false }.ToString();
        Assert.True(DeployChanges.To.SqliteDatabase(old)
            .WithScriptsEmbeddedInAssembly(typeof(Database).Assembly, name =>
                string.CompareOrdinal(name.Split(".Migrations.")[^1], $"{latest + 1:000}") < 0)
            .LogTo(new NoOpUpgradeLog()).Build().PerformUpgrade().Successful);
        await using var connection = new SqliteConnection(old);
        await connection.ExecuteAsync(rows);
    }

    private static Task<int> AddSiteAsync(Database database, string name) => database.WriteAsync((connection, transaction) =>
        connection.ExecuteAsync("insert into site (name, created) values (@name, '2026-01-31T08:00:00.000Z')", new { name },
            transaction), Cancel);

    private static async Task<string> NamesAsync(Database database)
    {
        await using var connection = await database.ConnectAsync(Cancel);
        return string.Join(",", await connection.QueryAsync<string>("select name from site order by name"));
    }
}
