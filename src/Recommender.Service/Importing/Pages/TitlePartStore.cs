using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Importing.Pages;

/// <summary>
/// Stores what the titles of most pages of a host end or begin with. A part that is known stays known, so that an article has the same
/// title at every import.
/// </summary>
public sealed class TitlePartStore(Database database)
{
    /// <summary>The parts of all hosts of a site, as they stand in titles: " | The Courier", or "The Courier: " at the start.</summary>
    internal async Task<IReadOnlyList<(string Host, string Part)>> OfAsync(string site, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<(string, string)>(
            "select host, part from title_part where site = @site order by host, part", new { site })];
    }

    internal Task AddAsync(string site, string host, IReadOnlyCollection<string> parts, CancellationToken cancel) =>
        database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            "insert into title_part (site, host, part) values (@site, @host, @part) on conflict (site, host, part) do nothing",
            parts.Select(part => new { site, host, part }), transaction), cancel);

    /// <summary>The keys and titles of the articles of a host that are not withdrawn.</summary>
    internal async Task<IReadOnlyList<(string Key, string Title)>> TitlesAsync(string site, string host, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<(string, string)>(
            """
            select key, title from article where site = @site and withdrawn is null and pushed is null
              and (url like @secure escape '\' or url like @plain escape '\')
            """,
            new { site, secure = $"https://{Escaped(host)}/%", plain = $"http://{Escaped(host)}/%" })];
    }

    private static string Escaped(string host) => host.Replace("_", @"\_", StringComparison.Ordinal);
}
