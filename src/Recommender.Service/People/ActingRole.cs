namespace Recommender.Service.People;

/// <summary>The role that who acts has at the route's site. What checks roles sets it as a feature of the request.</summary>
/// <param name="Role">The role.</param>
internal sealed record ActingRole(Role Role)
{
    /// <summary>The role of who acts; the least one where nothing has set any.</summary>
    public static Role Of(HttpContext context) => context.Features.Get<ActingRole>()?.Role ?? Role.Viewer;

    /// <summary>The name of who acts, for histories.</summary>
    public static string NameOf(HttpContext context) => context.User.Identity?.Name ?? "anonymous";
}
