using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>Compares what sessions, keys and links may do with the model. Looking at a session uses it.</summary>
/// <param name="seesLowerRolesOfAllSites">Whether the door can tell roles for all sites below administrator.</param>
internal sealed class AccessComparison(AccessDoor door, AccessModel model, Random random, bool seesLowerRolesOfAllSites)
{
    /// <param name="onlySome">Whether to look at one in four.</param>
    /// <returns>The first difference; null if there is none.</returns>
    public async Task<string?> DifferenceAsync(bool onlySome)
    {
        model.Now = door.Clock.GetUtcNow();
        foreach (var session in model.Sessions.Where(_ => !onlySome || random.Next(4) == 0))
        {
            foreach (var site in AccessModel.Sites)
            {
                var (expected, found) = (Seen(model.At(session, site), site), await door.RoleOfSessionAsync(session.Handle, site));
                if (expected != found)
                {
                    return $"a session of {session.Person.SignIn} has {found} at {site}, not {expected},";
                }
            }

            session.LastUsed = model.Holds(session) ? model.Now : session.LastUsed;
        }

        foreach (var key in model.Keys.Where(_ => !onlySome || random.Next(4) == 0))
        {
            foreach (var site in AccessModel.Sites)
            {
                var (expected, found) = (Seen(model.At(key, site), site), await door.RoleOfKeyAsync(key.Secret, site));
                if (expected != found)
                {
                    return $"a key of {key.Owner?.SignIn} has {found} at {site}, not {expected},";
                }
            }
        }

        foreach (var link in model.Links.Where(_ => !onlySome || random.Next(4) == 0))
        {
            if (await door.Get<OneTimeLinkStore>().PersonOfAsync(link.Secret) is not null != model.Holds(link))
            {
                return $"a link of {link.Person.SignIn} should {(model.Holds(link) ? "hold" : "have ended")},";
            }
        }

        return null;
    }

    private Role? Seen(Role? role, string site) =>
        site == SiteRoles.AllSites && !seesLowerRolesOfAllSites && role != Role.Administrator ? null : role;
}
