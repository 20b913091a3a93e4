using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Recommender.Service.Configuration;

namespace Recommender.Service.Web;

/// <summary>The addresses of the desk. Pages that belong to no site are below <c>/desk/-</c>, which is not a valid site name.</summary>
internal static class DeskLinks
{
    public const string Root = "/desk";

    private const int LongestWanted = 4096;
    private const string AnyHost = "http://desk.invalid";
    public const string SignIn = "/desk/-/sign-in";
    public const string Provider = "/desk/-/provider";
    public const string ProviderCallback = "/desk/-/provider/callback";
    public const string SignOut = "/desk/-/sign-out";
    public const string FirstAdministratorPage = "/desk/-/first-administrator";
    public const string PasswordPage = "/desk/-/password";
    public const string Account = "/desk/-/account";
    public const string AccountPassword = "/desk/-/account/password";
    public const string SignOutEverywhere = "/desk/-/account/sign-out-everywhere";
    public const string EndOtherSessions = "/desk/-/account/sessions/end-others";
    public const string People = "/desk/-/people";
    public const string Keys = "/desk/-/keys";

    public static string Front(string site) => $"{Root}/{site}";

    public static string Articles(string site) => $"{Root}/{site}/articles";

    /// <summary>Adds one rule to each of many articles.</summary>
    public static string Bulk(string site) => $"{Articles(site)}/bulk";

    /// <summary>The page of one article and its block.</summary>
    public static string Article(string site, string key) => $"{Root}/{site}/articles/{key}";

    /// <summary>The block of the page with an address, given as <c>url</c>.</summary>
    public static string At(string site) => $"{Root}/{site}/at";

    public static string Undo(string site) => $"{Root}/{site}/undo";

    /// <summary>The page that says what an undo or redo of changes made together would do, before it is done.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="batch">The changes.</param>
    /// <param name="redo">Whether they are done again.</param>
    /// <param name="key">The block to which it returns.</param>
    public static string UndoOf(string site, long batch, bool redo, string key) =>
        $"{Undo(site)}?batch={batch.ToString(System.Globalization.CultureInfo.InvariantCulture)}&article={key}{(redo ? "&redo=yes" : "")}";

    public static string History(string site, string key) => $"{Article(site, key)}/history";

    public static string Clicks(string site) => $"{Root}/{site}/clicks";

    public static string Rules(string site) => $"{Root}/{site}/rules";

    public static string NewRule(string site) => $"{Rules(site)}/new";

    public static string ImportRules(string site) => $"{Rules(site)}/import";

    public static string Rule(string site, string id) => $"{Rules(site)}/{id}";

    public static string RestoreRule(string site, string id) => $"{Rule(site, id)}/restore";

    public static string Imports(string site) => $"{Root}/{site}/imports";

    public static string Runs(string site) => $"{Root}/{site}/runs";

    public static string RunReport(string site, string id) => $"{Runs(site)}/{id}/report";

    public static string CancelRun(string site, string id) => $"{Runs(site)}/{id}/cancel";

    public static string PromoteModel(string site, string version) => $"{Root}/{site}/models/{version}/promote";

    public static string RollBackModel(string site) => $"{Root}/{site}/models/rollback";

    public static string Person(string id, string what) => $"{People}/{id}/{what}";

    public static string EndSession(string id) => $"{Account}/sessions/{id}/end";

    public static string TakeOverKey(string id) => $"{Keys}/{id}/take-over";

    public static string RevokeKey(string id) => $"{Keys}/{id}/revoke";

    public static string ProviderTo(string wanted) => wanted.Length == 0 ? Provider : QueryHelpers.AddQueryString(Provider, "to", wanted);

    public static string SignInTo(string wanted) => wanted.Length == 0 ? SignIn : QueryHelpers.AddQueryString(SignIn, "to", wanted);

    public static string SignInFailed(string why) => QueryHelpers.AddQueryString(SignIn, "failed", why);

    public static string FirstAdministrator(string secret) => $"{FirstAdministratorPage}?link={secret}";

    public static string ChoosePassword(string secret) => $"{PasswordPage}?link={secret}";

    /// <summary>
    /// The address to open after signing in: the requested one if it is a page of the desk, otherwise the desk. What a header cannot
    /// carry is percent-encoded.
    /// </summary>
    public static string After(string? wanted)
    {
        if (wanted is not { Length: <= LongestWanted } || !wanted.StartsWith(Root, StringComparison.Ordinal)
            || wanted.Contains('\\', StringComparison.Ordinal) || wanted.Any(char.IsControl)
            || !Uri.TryCreate(AnyHost + wanted, UriKind.Absolute, out var address))
        {
            return Root;
        }

        var path = address.AbsolutePath;
        return path == Root || path.StartsWith(Root + "/", StringComparison.Ordinal) ? address.PathAndQuery : Root;
    }

    /// <summary>The address of a request, to return to it; "" if it is not read-only.</summary>
    public static string Of(HttpRequest request) => HttpMethods.IsGet(request.Method) ? request.GetEncodedPathAndQuery() : "";

    /// <summary>The address of a request, to repeat it.</summary>
    public static string Again(HttpRequest request) => request.GetEncodedPathAndQuery();

    /// <summary>Whether an address is about accounts, people or keys: such forms hold passwords, and are filled in quickly.</summary>
    public static bool IsAccess(PathString path) => path.StartsWithSegments(Root + "/-");

    /// <summary>The address of a path as browsers reach it.</summary>
    public static string Absolute(HttpRequest request, string path) => OriginOf(request) + path;

    /// <summary>The service's own scheme and host: by the setting, otherwise by the request.</summary>
    public static string OriginOf(HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<IOptions<PublicOptions>>().Value.Origin
        ?? $"{(request.IsHttps ? "https" : "http")}://{request.Host.ToUriComponent()}";

    /// <summary>The address for links on the console: the public one, otherwise the one for a browser on this machine.</summary>
    public static string OfConsole(IServiceProvider services, IEnumerable<string>? urls)
    {
        if (services.GetRequiredService<IOptions<PublicOptions>>().Value.Origin is { } origin)
        {
            return origin;
        }

        var url = urls?.FirstOrDefault(url => !url.StartsWith("http://unix:", StringComparison.Ordinal)) ?? Settings.DefaultUrl;
        foreach (var any in new[] { "0.0.0.0", "[::]", "*", "+" })
        {
            url = url.Replace($"//{any}", "//localhost", StringComparison.Ordinal);
        }

        return url.TrimEnd('/');
    }
}
