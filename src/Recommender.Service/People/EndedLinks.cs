using System.Data.Common;
using Dapper;

namespace Recommender.Service.People;

/// <summary>Ends one-time links, so that none opens more than when it was made, nor outlives the rights of whoever made it.</summary>
internal static class EndedLinks
{
    /// <summary>Ends the link of a disabled person, and the links that the person made.</summary>
    public static Task OfAsync(DbConnection connection, DbTransaction transaction, string id) =>
        connection.ExecuteAsync("delete from one_time_link where person = @id or owner = @id", new { id }, transaction);

    /// <summary>
    /// Ends the link of a person whose roles changed, and the links that the person made for people whom they no longer administer.
    /// </summary>
    /// <returns>True if the person had an open link.</returns>
    public static async Task<bool> AfterRolesAsync(DbConnection connection, DbTransaction transaction, string id)
    {
        var ended = await connection.ExecuteAsync("delete from one_time_link where person = @id", new { id }, transaction);
        var roles = await RolesAsync(connection, transaction, id);
        var others = (await connection.QueryAsync<string>(
            "select person from one_time_link where owner = @id and person is not null", new { id }, transaction)).ToList();
        foreach (var other in others)
        {
            if (!roles.AdministersAll(await RolesAsync(connection, transaction, other)))
            {
                await connection.ExecuteAsync(
                    "delete from one_time_link where person = @other and owner = @id", new { other, id }, transaction);
            }
        }

        return ended > 0;
    }

    private static async Task<SiteRoles> RolesAsync(DbConnection connection, DbTransaction transaction, string id) =>
        new((await connection.QueryAsync<(string Site, string Role)>(
            "select site, role from person_role where person = @id", new { id }, transaction))
            .ToDictionary(at => at.Site, at => RoleNames.Find(at.Role)!.Value));
}
