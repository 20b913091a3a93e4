using Microsoft.AspNetCore.DataProtection;
using Recommender.Service.Web;

namespace Recommender.Service.People;

/// <summary>
/// A signed cookie in browsers with which somebody has signed in. It opens nothing: failed attempts of such a browser are counted by
/// themselves, so that failures of others do not slow down its people (OWASP, device cookies).
/// </summary>
public sealed class DeviceCookie(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Name = HostCookies.Prefix + "device";
    private const int MostPeople = 10;
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(365);

    private readonly IDataProtector _protector = protection.CreateProtector("recommender.device");

    /// <summary>The client of a request.</summary>
    public SignInClient ClientOf(HttpContext context)
    {
        var network = ClientAddress.ClientOf(context.Connection.RemoteIpAddress);
        return Read(context) is { } device ? new SignInClient(network, device.Name, device.People) : new SignInClient(network);
    }

    /// <summary>Notes in the browser that the person has signed in with it.</summary>
    public void Remember(HttpContext context, Person person)
    {
        var known = Read(context);
        var people = (known?.People ?? []).Where(id => id != person.Id).Prepend(person.Id).Take(MostPeople);
        var until = (clock.GetUtcNow() + Lasts).ToUnixTimeSeconds();
        context.Response.Cookies.Append(
            Name, _protector.Protect($"{known?.Name ?? Secrets.Make()} {until} {string.Join(',', people)}"),
            new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Lasts, IsEssential = true,
            });
    }

    private (string Name, string[] People)? Read(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 and <= 4096 } cookie)
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(cookie).Split(' ') is [var name, var until, var people]
                && long.TryParse(until, out var end) && end > clock.GetUtcNow().ToUnixTimeSeconds()
                ? (name, people.Split(',')) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
