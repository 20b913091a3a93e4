using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Recommender.Service.People;

namespace Recommender.Service.Tests;

/// <summary>
/// Authenticates a test's request by the header <c>Test-Person: anna Editor</c>, without the cost of a sign-in. Requests without it
/// authenticate as usual.
/// </summary>
internal sealed class TestPeople(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "Test-Person";

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestPeople>(Header, null);
        services.PostConfigure<PolicySchemeOptions>(Schemes.SessionOrKey, either =>
        {
            var others = either.ForwardDefaultSelector;
            either.ForwardDefaultSelector = context => context.Request.Headers.ContainsKey(Header) ? Header : others!(context);
        });
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var person = Request.Headers[Header].ToString().Split(' ');
        var roles = new SiteRoles(new Dictionary<string, Role> { [SiteRoles.AllSites] = Enum.Parse<Role>(person[1]) });
        // Like a program with an API key, a test sends no form token.
        var principal = new Actor(person[0], person[0], IsKey: true, roles).ToPrincipal(Header);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, Header)));
    }
}
