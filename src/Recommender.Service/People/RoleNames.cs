namespace Recommender.Service.People;

/// <summary>The spelling of roles in the API, on the command line and in the store.</summary>
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

    /// <summary>The role with a name, case-insensitive; null if there is none.</summary>
    public static Role? Find(string? name) =>
        Enum.GetValues<Role>().Cast<Role?>()
            .FirstOrDefault(role => string.Equals(Of(role!.Value), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The role as shown to people.</summary>
    public static string Title(Role role) => role == Role.ChiefEditor ? "Chief editor" : role.ToString();
}
