using Dapper;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Clicks;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Clicks;

public sealed class ClickStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_of_a_store_from_before_sources_had_one_spelling_are_added_to()
    {
        using (var before = Database.Open(_folder.Data))
        {
            await new SiteStore(before, new FakeTimeProvider(TestArticles.Now)).EnsureAsync(SiteStore.Default, Cancel);
            await AddAsync(before);
            await before.WriteAsync((connection, transaction) => connection.ExecuteAsync(
                """
                update click_count set source = 'Fallback';
                delete from SchemaVersions where ScriptName like '%010_enum_words%'
                """, transaction: transaction), Cancel);
        }

        using var database = Database.Open(_folder.Data);
        await AddAsync(database);

        var rows = new List<(ClickKey Key, ClickCount Count)>();
        await foreach (var row in Store(database).ReadAsync(SiteStore.Default, DateOnly.MinValue, DateOnly.MaxValue, Cancel))
        {
            rows.Add(row);
        }

        var (key, count) = Assert.Single(rows);
        Assert.Equal((BlockSource.Fallback, 6L, 2L), (key.Source, count.Impressions, count.Clicks));
    }

    [Fact]
    public async Task Reasons_of_a_store_from_before_only_served_items_counted_are_kept()
    {
        using (var before = Database.Open(_folder.Data))
        {
            await new SiteStore(before, new FakeTimeProvider(TestArticles.Now)).EnsureAsync(SiteStore.Default, Cancel);
            await before.WriteAsync((connection, transaction) => connection.ExecuteAsync(
                """
                drop table click_evidence;
                drop table click_dropped;
                create table click_dropped (
                    site text not null references site (name), day text not null,
                    reason text not null check (reason in ('bot', 'flood', 'full')), count bigint not null,
                    primary key (site, day, reason));
                insert into click_dropped values ('default', '2026-06-01', 'bot', 7);
                delete from SchemaVersions where ScriptName like '%022_click_evidence%'
                """, transaction: transaction), Cancel);
        }

        using var database = Database.Open(_folder.Data);
        await Store(database).AddAsync(
            new WaitingCounts { Dropped = { [(SiteStore.Default, Counting.Today, DropReason.Unserved)] = 3 } }, Cancel);

        var dropped = await Store(database).DroppedAsync(SiteStore.Default, DateOnly.MinValue, DateOnly.MaxValue, Cancel);
        Assert.Equal((7, 3), (dropped[DropReason.Bot], dropped[DropReason.Unserved]));
    }

    public void Dispose() => _folder.Dispose();

    private static ClickStore Store(Database database) => new(database, Options.Create(new ClickOptions()));

    private static Task AddAsync(Database database) => Store(database).AddAsync(new WaitingCounts
    {
        Counts = { [new ClickKey(SiteStore.Default, Counting.Today, "page", "article", 1, "", BlockSource.Fallback)] = new(3, 1) },
    }, Cancel);
}
