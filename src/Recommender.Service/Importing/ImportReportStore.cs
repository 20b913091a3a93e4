using System.Text.Json;
using Dapper;
using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Importing;

/// <summary>Stores the report of the last import of each source.</summary>
public sealed class ImportReportStore(Database database, TimeProvider clock)
{
    // A site whose sources are named anew each time must not make the page of the desk endless.
    private const int Kept = 50;

    /// <summary>Replaces the report of a source.</summary>
    /// <param name="identity">The source's identity.</param>
    public Task SaveAsync(string site, string identity, SourceReport report, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            """
            insert into import_report (site, source, finished, report) values (@site, @identity, @now, @json)
            on conflict (site, source) do update set finished = excluded.finished, report = excluded.report;
            delete from import_report where site = @site and source not in (
                select source from import_report where site = @site order by finished desc, source limit @Kept)
            """,
            new { site, identity, now = clock.GetUtcNow(), json = StoredJson.Write(report), Kept }, transaction), cancel);

    /// <summary>The reports of a site, the newest first.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset Finished, SourceReport Report)>> ListAsync(
        string site, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<(DateTimeOffset Finished, string Report)>(
            "select finished, report from import_report where site = @site order by finished desc, source", new { site });
        return [.. rows.Select(row => (row.Finished, StoredJson.Read<SourceReport>(row.Report)))];
    }

    /// <summary>Removes erased articles from the examples and notes of a site's reports.</summary>
    public async Task RemoveAsync(string site, IReadOnlyList<ErasedArticle> erased, CancellationToken cancel = default)
    {
        if (erased.Count > 0)
        {
            // Examples are addresses or ids, of which an erased article has kept only the id: so all of them go.
            await database.WriteAsync(async (connection, transaction) =>
            {
                var rows = await connection.QueryAsync<(string Source, string Report)>(
                    "select source, report from import_report where site = @site", new { site }, transaction);
                return await connection.ExecuteAsync(
                    "update import_report set report = @json where site = @site and source = @Source",
                    rows.Select(row => new { site, row.Source, json = WithoutExamples(row.Report) }), transaction);
            }, cancel);
        }
    }

    private static string WithoutExamples(string json)
    {
        try
        {
            var report = StoredJson.Read<SourceReport>(json);
            return StoredJson.Write(report with
            {
                LeftOut = [.. report.LeftOut.Select(each => each with { Example = null })],
                Doubts = [.. report.Doubts.Select(each => each with { Example = null })],
                Notes = [],
            });
        }
        catch (JsonException)
        {
            return "{\"source\":\"\"}";
        }
    }
}
