using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Recommender.Service.Configuration;
using Recommender.Service.People;
using Recommender.Service.Storage;
using Recommender.Service.Web;
using SignInOptions = Recommender.Service.People.SignInOptions;

namespace Recommender.Service.Desk.SignIn;

/// <summary>Registers people, API keys and authentication.</summary>
internal static class PeopleRegistration
{
    /// <summary>PBKDF2 with SHA-512, as recommended by OWASP's password storage cheat sheet.</summary>
    private const int Iterations = 210_000;

    /// <summary>Registers the stores, also for the command line.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration) => services
        .AddChecked<SignInOptions>(configuration, SignInOptions.Section)
        .AddSingleton<PersonStore>()
        .AddSingleton<ApiKeyStore>()
        .AddSingleton<OneTimeLinkStore>()
        .AddSingleton<SignInAttemptStore>()
        .AddSingleton<SessionStore>()
        .AddSingleton<AccessHistory>()
        .AddSingleton<AccessEvents>()
        .AddSingleton<AccessManagement>()
        .Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = Iterations)
        .AddSingleton<PasswordHasher<Person>>()
        .AddSingleton<PasswordCheck>();

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        var schemes = services.AddAuthentication()
            .AddPolicyScheme(Schemes.SessionOrKey, null, either =>
                either.ForwardDefaultSelector = context => KeyAuthentication.Brings(context.Request) ? Schemes.Key : Schemes.Session)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(Schemes.Key, null)
            .AddCookie(Schemes.Session);
        services.AddOptions<CookieAuthenticationOptions>(Schemes.Session).Configure<IOptions<SignInOptions>>(Sessions.Configure);
        if (!string.IsNullOrWhiteSpace(configuration[$"{SignInOptions.Section}:OpenIdConnect:Authority"]))
        {
            schemes.AddOpenIdConnect(Schemes.OpenIdConnect, _ => { });
            services.AddOptions<OpenIdConnectOptions>(Schemes.OpenIdConnect).Configure<IOptions<SignInOptions>>(ProviderSignIn.Configure);
        }

        services.AddSingleton<DeviceCookie>().AddSingleton<SignInRecord>();
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationHandler, RoleAtSite>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationResults>();
        services.AddAntiforgery(Protect);
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<SignInOptions>>(ClientLimits.Configure);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SignInOptions>>(Trust);
        services.Configure<OpenApiOptions>("v1", openApi => openApi.AddOperationTransformer(RoleDescription.Apply));
        // The keys of cookies and forms are stored beside the database, so that they survive a restart.
        services.AddDataProtection().SetApplicationName("recommender");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<FolderOptions>, ILoggerFactory>((keys, folders, logs) =>
            keys.XmlRepository = new SessionKeys(OwnerOnly.CreateFolder(Path.Combine(folders.Value.Data, "keys")), logs));
        return services;
    }

    /// <summary>Adds authentication. Public endpoints do not authenticate: no cookie is read or set for them.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        app.UseHostCookies();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
    }

    /// <summary>Checks the tokens of forms. Reads their bodies, so it must come after the limits of bodies.</summary>
    public static void UseForms(this WebApplication app) => app.UseAntiforgery();

    private static void Protect(AntiforgeryOptions forms)
    {
        forms.Cookie.Name = HostCookies.Prefix + "form";
        forms.Cookie.SameSite = SameSiteMode.Strict;
        forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // The Content-Security-Policy covers this more strictly.
        forms.SuppressXFrameOptionsHeader = true;
    }

    private static void Trust(ForwardedHeadersOptions forwarded, IOptions<SignInOptions> options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        foreach (var proxy in options.Value.TrustedProxies)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network))
            {
                forwarded.KnownIPNetworks.Add(network);
            }
            else
            {
                forwarded.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
            }
        }
    }
}
