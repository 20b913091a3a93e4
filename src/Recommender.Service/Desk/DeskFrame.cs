using System.Globalization;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;

namespace Recommender.Service.Desk;

/// <summary>The common parts of every page of the desk.</summary>
/// <param name="Actor">The signed-in user; null for none, and then without navigation.</param>
/// <param name="Site">The site that the page is about; null for pages that belong to no site.</param>
/// <param name="Sites">The sites at which the actor has a role.</param>
public sealed record DeskFrame(Actor? Actor, string? Site, IReadOnlyList<string> Sites)
{
    /// <summary>What the page says about what was done before it; null for nothing.</summary>
    public string? Done { get; init; }

    /// <summary>True if that was an undo.</summary>
    public bool MayRedo { get; init; }

    public static readonly DeskFrame Bare = new(null, null, []);

    /// <summary>True if the actor administers any site.</summary>
    public bool Administers => Actor?.Roles.Anywhere == Role.Administrator;

    public static DeskFrame Of(HttpContext context)
    {
        if (Actor.Of(context) is not { } actor)
        {
            return Bare;
        }

        var sites = context.RequestServices.GetRequiredService<SiteSnapshots>().All
            .Select(snapshot => snapshot.Site).Where(site => actor.Roles.At(site) is not null).Order().ToList();
        var site = context.GetRouteValue("site") as string;
        var saved = context.Request.Query["saved"].ToString();
        return new DeskFrame(actor, sites.Contains(site!) ? site : null, sites) { Done = DoneOf(saved), MayRedo = saved == "undone" };
    }

    private static string? DoneOf(string? saved) => saved switch
    {
        "undone" => "Undone. Readers see what they saw before.",
        "redone" => "Done again. Readers see it now.",
        "1" => "Saved: 1 new rule.",
        _ when int.TryParse(saved, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => $"Saved: {count} new rules.",
        _ => null,
    };
}
