using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Recommender.Service.People;

/// <summary>An API key, without its secret except when created.</summary>
public sealed record KeyResponse
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description("A site's name, or * for all sites.")]
    public required string Site { get; init; }

    public required string Role { get; init; }

    [Description("The beginning of the key.")]
    public required string Prefix { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string CreatedBy { get; init; }

    [Description("person:ID, key:ID or operator; null for a key of an earlier version.")]
    public required string? CreatedById { get; init; }

    [Description("What it may do at present, by site: its role, but no more than the person who answers for it.")]
    public required IReadOnlyDictionary<string, string> Rights { get; init; }

    [Description("Who answers for it, as person:ID: it may do no more than that person; null for a key of the command line.")]
    public required string? OwnerId { get; init; }

    [Description("When an OpenID Connect provider last confirmed the roles of that person; null without a provider.")]
    public required DateTimeOffset? Confirmed { get; init; }

    [Description("When it stops, unless that person signs in with the provider before; null without a provider.")]
    public required DateTimeOffset? Ends { get; init; }

    public required DateTimeOffset Expires { get; init; }

    [Description("The day of its last use (UTC); null if it was never used.")]
    public required DateOnly? LastUsed { get; init; }

    public required DateTimeOffset? Revoked { get; init; }

    [Description("The secret: only in the answer that created the key.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    public static KeyResponse Of(ApiKey key, string? secret = null) => new()
    {
        Id = key.Id, Name = key.Name, Site = key.Site, Role = RoleNames.Of(key.Role), Prefix = key.Prefix, Created = key.Created,
        CreatedBy = key.CreatedBy, CreatedById = key.CreatedById,
        Rights = key.Rights.BySite.ToDictionary(at => at.Key, at => RoleNames.Of(at.Value)),
        OwnerId = key.Owner is { } owner ? Actor.IdOfPerson(owner) : null, Confirmed = key.Confirmed, Ends = key.Ends,
        Expires = key.Expires, LastUsed = key.LastUsed, Revoked = key.Revoked, Key = secret,
    };
}
