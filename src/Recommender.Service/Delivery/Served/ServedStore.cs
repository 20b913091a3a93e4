using System.Data.Common;
using System.Globalization;
using Dapper;
using Recommender.Service.Blocks;
using Recommender.Service.Storage;

namespace Recommender.Service.Delivery.Served;

/// <summary>Stores what blocks showed: one row for each page and way, with a line "article source slots model" for each item.</summary>
internal sealed class ServedStore(Database database)
{
    private const string Select = "select way, items from served_block where site = @Site and page = @Article";

    private const string Put =
        """
        insert into served_block (site, page, way, items)
        select @Site, @Article, @way, @items where exists (select 1 from site where name = @Site)
        on conflict (site, page, way) do update set items = excluded.items
        """;

    /// <summary>What the blocks of a page showed; empty if none went out.</summary>
    public async Task<ServedPage> ReadAsync(PageName name, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await ReadAsync(connection, null, name);
    }

    /// <summary>Adds what went out since, in one transaction.</summary>
    /// <returns>The records of these pages.</returns>
    public Task<List<(PageName Name, ServedPage Page)>> AddAsync(
        IEnumerable<KeyValuePair<PageName, ServedPage>> later, CancellationToken cancel = default) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var pages = new List<(PageName, ServedPage)>();
            foreach (var (name, served) in later)
            {
                var before = await ReadAsync(connection, transaction, name);
                var page = before.With(served);
                pages.Add((name, page));
                foreach (var way in Enum.GetValues<ServedWay>())
                {
                    if (!page[way].AsSpan().SequenceEqual(before[way].AsSpan()))
                    {
                        await connection.ExecuteAsync(
                            Put, new { name.Site, name.Article, way = EnumWords.Of(way), items = Write(page[way]) }, transaction);
                    }
                }
            }

            return pages;
        }, cancel);

    private static async Task<ServedPage> ReadAsync(DbConnection connection, DbTransaction? transaction, PageName name)
    {
        var page = ServedPage.None;
        foreach (var (way, items) in await connection.QueryAsync<(string Way, string Items)>(
            Select, new { name.Site, name.Article }, transaction))
        {
            page = EnumWords.Parse<ServedWay>(way) is { } known ? page.With(known, Read(items)) : page;
        }

        return page;
    }

    private static string Write(IEnumerable<ServedItem> items) => string.Join('\n', items.Select(item => string.Create(
        CultureInfo.InvariantCulture, $"{item.Article} {EnumWords.Of(item.Source)} {item.Slots:x} {item.Model}")));

    // A line that this program cannot read is one that does not count.
    private static ServedItem[] Read(string items)
    {
        var (read, last) = (new List<ServedItem>(), "");
        foreach (var line in items.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is [var article, var word, var slots, var model] && EnumWords.Parse<BlockSource>(word) is { } source
                && long.TryParse(slots, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
            {
                // Mostly one model, whose name is kept once.
                last = model == last ? last : model;
                read.Add(new ServedItem(article, source, last, bits));
            }
        }

        return [.. read];
    }
}
