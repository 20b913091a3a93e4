using System.ComponentModel;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Recommender.Service.People;

/// <summary>People, as the API shows them.</summary>
public sealed record PeopleResponse(IReadOnlyList<PersonResponse> People);

/// <summary>A person, as the API shows them.</summary>
public sealed record PersonResponse
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string SignIn { get; init; }

    [Description("By site; * stands for all.")]
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

/// <summary>A person, with the link by which a password is chosen.</summary>
/// <param name="Person">The person.</param>
/// <param name="Link">Works once, and is shown once.</param>
public sealed record InvitationResponse(PersonResponse Person, string Link);

/// <summary>Keys, as the API shows them.</summary>
public sealed record KeysResponse(IReadOnlyList<KeyResponse> Keys);

/// <summary>A key, as the API shows it.</summary>
public sealed record KeyResponse
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description("A site's name, or * for all.")]
    public required string Site { get; init; }

    public required string Role { get; init; }

    [Description("How the key begins.")]
    public required string Prefix { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset Expires { get; init; }

    [Description("The day of its last use (UTC); null: never used.")]
    public required DateOnly? LastUsed { get; init; }

    public required DateTimeOffset? Revoked { get; init; }

    [Description("The key itself: only in the answer that made it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    public static KeyResponse Of(ApiKey key, string? secret = null) => new()
    {
        Id = key.Id, Name = key.Name, Site = key.Site, Role = RoleNames.Of(key.Role), Prefix = key.Prefix, Created = key.Created,
        CreatedBy = key.CreatedBy, Expires = key.Expires, LastUsed = key.LastUsed, Revoked = key.Revoked, Key = secret,
    };
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(PeopleResponse))]
[JsonSerializable(typeof(InvitationResponse))]
[JsonSerializable(typeof(KeysResponse))]
internal sealed partial class PeopleJson : JsonSerializerContext;

internal static class RefusalProblems
{
    public static ProblemHttpResult ToProblem(this Refusal refusal) => TypedResults.Problem(
        refusal.Sentence,
        statusCode: refusal.Kind switch
        {
            RefusalKind.Invalid => StatusCodes.Status400BadRequest,
            RefusalKind.NotAllowed => StatusCodes.Status403Forbidden,
            RefusalKind.Unknown => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status409Conflict,
        },
        extensions: refusal.Kind == RefusalKind.Invalid
            ? new Dictionary<string, object?> { ["errors"] = new Dictionary<string, string[]> { [refusal.Field] = [refusal.Sentence] } }
            : null);
}
