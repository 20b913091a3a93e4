using System.ComponentModel;

namespace Recommender.Service.People;

/// <summary>A person and their roles.</summary>
public sealed record PersonResponse
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string SignIn { get; init; }

    [Description("By site; * means all sites.")]
    public required IReadOnlyDictionary<string, string> Roles { get; init; }

    [Description("active, invited (no password yet) or disabled.")]
    public required string State { get; init; }

    public required DateTimeOffset Created { get; init; }

    public static PersonResponse Of(Person person) => new()
    {
        Id = person.Id, Name = person.Name, SignIn = person.SignIn, Created = person.Created,
        Roles = person.Roles.BySite.ToDictionary(at => at.Key, at => RoleNames.Of(at.Value)),
        State = person switch
        {
            { Disabled: not null } => "disabled",
            { PasswordHash: null, IsExternal: false } => "invited",
            _ => "active",
        },
    };
}
