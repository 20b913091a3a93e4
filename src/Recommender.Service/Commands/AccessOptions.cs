using System.CommandLine;
using Recommender.Service.People;

namespace Recommender.Service.Commands;

/// <summary>Options shared by <c>people</c> and <c>keys</c>.</summary>
internal static class AccessOptions
{
    public static readonly Option<string> Role = Checked(
        new Option<string>("--role") { Description = string.Join(", ", RoleNames.All), Required = true, HelpName = "ROLE" },
        role => RoleNames.Find(role) is not null, $"must be one of {string.Join(", ", RoleNames.All)}");

    public static readonly Option<string> Site = Checked(
        new Option<string>("--site") { Description = "The site of the role; * for all sites", DefaultValueFactory = _ => SiteRoles.AllSites,
            HelpName = "NAME" },
        SiteRoles.IsSiteOrAll, "must be the name of a site, or '*' for all sites");

    /// <exception cref="CommandFailedException">The operation was refused.</exception>
    public static void Check(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new CommandFailedException(refusal.Sentence.TrimEnd('.'));
        }
    }

    private static Option<string> Checked(Option<string> option, Func<string?, bool> isRight, string otherwise)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !isRight(given))
            {
                result.AddError($"{option.Name} {otherwise}.");
            }
        });
        return option;
    }
}
