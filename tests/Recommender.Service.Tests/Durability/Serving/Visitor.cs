using System.Globalization;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>A browser: its cookies, and the forms that it submits. It comes from an address of its own, as through a proxy.</summary>
internal sealed class Visitor
{
    private static int _visitors;

    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);
    private readonly string _address = AddressOf(Interlocked.Increment(ref _visitors));

    /// <summary>The address of the nth client.</summary>
    public static string AddressOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}");

    /// <summary>The header with the session alone.</summary>
    public string SessionCookie => $"{Sessions.Cookie}={_cookies[Sessions.Cookie]}";

    /// <summary>Signs in through the page.</summary>
    /// <returns>True if that was acknowledged.</returns>
    public async Task<bool> SignInAsync(Wire wire, Ledger ledger, string signIn, string password) =>
        await SubmitAsync(wire, ledger, "/desk/-/sign-in", "/desk/-/sign-in", [("name", signIn), ("password", password)]) is not null;

    /// <summary>Gets a page and submits a form of it, whose changes are made together or not at all.</summary>
    /// <returns>The answer if it is a success; otherwise null.</returns>
    public async Task<Reply?> SubmitAsync(
        Wire wire, Ledger ledger, string page, string action, (string Name, string Value)[] fields, params EntryChange[] changes)
    {
        if (await FormAsync(wire, page, action, fields) is not { } form)
        {
            return null;
        }

        var reply = await ledger.TryAsync(wire, form, changes);
        Keep(reply);
        return reply;
    }

    /// <returns>The form as it would be submitted; null if the server was killed before it sent the page.</returns>
    public async Task<HttpRequestMessage?> FormAsync(Wire wire, string page, string action, params (string Name, string Value)[] fields)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, page);
        var shown = await wire.SendAsync(As(get), changes: false);
        Keep(shown);
        if (shown is null || wire.IsOver)
        {
            return null;
        }

        if (Guests.TokenIn(shown.Text) is not { Length: > 0 } token)
        {
            wire.Wrong.Enqueue($"{page} has no form: {shown}");
            return null;
        }

        var form = new HttpRequestMessage(HttpMethod.Post, action)
        {
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create("__RequestVerificationToken", token),
                .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            ]),
        };
        form.Headers.Add("Origin", wire.Origin);
        return As(form);
    }

    public void Keep(Reply? reply)
    {
        if (reply?.Headers.TryGetValues("Set-Cookie", out var cookies) != true)
        {
            return;
        }

        foreach (var cookie in cookies!.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
        {
            _cookies[cookie[0]] = cookie[1];
        }
    }

    private HttpRequestMessage As(HttpRequestMessage request)
    {
        request.Headers.Add("X-Forwarded-For", _address);
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        return request;
    }
}
