namespace Recommender.Service.People;

/// <summary>Roles as they are written in the API, on the command line and in the store.</summary>
internal static class RoleNames
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<Role>().Select(Of)];

    public static string Of(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Editor => "editor",
        Role.ChiefEditor => "chiefEditor",
        _ => "administrator",
    };

    /// <summary>The role of a name, in any case; null where there is none.</summary>
    public static Role? Find(string? name) =>
        Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(role => string.Equals(Of(role!.Value), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The role as people read it.</summary>
    public static string Title(Role role) => role == Role.ChiefEditor ? "Chief editor" : role.ToString();
}
