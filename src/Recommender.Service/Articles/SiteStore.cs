using System.Text.RegularExpressions;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>The sites of this installation.</summary>
public sealed partial class SiteStore(Database database, TimeProvider clock)
{
    /// <summary>The site used if none is named.</summary>
    public const string Default = "default";

    /// <summary>True for 1 to 40 characters a-z, 0-9 and '-', not starting with '-': safe in routes and folder names.</summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>Creates the site unless it exists.</summary>
    /// <exception cref="ArgumentException">The name is not valid, see <see cref="IsName"/>.</exception>
    public Task EnsureAsync(string site, CancellationToken cancel = default)
    {
        if (!IsName(site))
        {
            throw new ArgumentException($"'{site}' is not a valid site name: use 1 to 40 of a-z, 0-9 and '-'", nameof(site));
        }

        return database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            "insert into site (name, created) values (@site, @now) on conflict (name) do nothing",
            new { site, now = clock.GetUtcNow() }, transaction), cancel);
    }

    public async Task<bool> ExistsAsync(string site, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<long>("select count(*) from site where name = @site", new { site }) > 0;
    }

    /// <summary>The names of all sites.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<string>("select name from site order by name")];
    }

    /// <summary>When the site was created; null if it does not exist.</summary>
    public async Task<DateTimeOffset?> CreatedAsync(string site, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.QueryFirstOrDefaultAsync<DateTimeOffset?>("select created from site where name = @site", new { site });
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex NamePattern();
}
