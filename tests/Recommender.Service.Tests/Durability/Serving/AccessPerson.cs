using System.Text.Json;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>A person whom a client manages: role, password, open link and sessions, each an entry.</summary>
internal sealed class AccessPerson
{
    private const string Alive = "alive";
    private const string Dead = "dead";

    private readonly Ledger _ledger;
    private readonly string _admin;

    /// <param name="admin">The key of an administrator.</param>
    public AccessPerson(Ledger ledger, string signIn, string admin)
    {
        (_ledger, _admin, SignIn) = (ledger, admin, signIn);
        Standing = ledger.Add($"rights of {signIn}", Entry.None, LookAtRightsAsync);
        Password = ledger.Add($"password of {signIn}", Entry.None, LookAtPasswordAsync);
    }

    public string SignIn { get; }

    public string Id { get; set; } = "";

    /// <summary>Role at the site and state.</summary>
    public Entry Standing { get; }

    /// <summary>The password; <see cref="Entry.None"/> without one, and of a disabled person.</summary>
    public Entry Password { get; }

    /// <summary>The link for choosing a password that was made last.</summary>
    public (string Secret, Entry Entry)? Link { get; private set; }

    public bool HasOpenLink => Link is { Entry.State: Alive };

    public List<(Visitor Visitor, Entry Entry)> Sessions { get; } = [];

    public void AddLink(Reply made)
    {
        var secret = made.Json.GetProperty("link").GetString()!.Split("link=")[1];
        Link = (secret, _ledger.Add($"a link of {SignIn}", Alive, async (wire, _) =>
        {
            using var get = new HttpRequestMessage(HttpMethod.Get, $"/desk/-/password?link={secret}");
            return StateOf(await wire.SendAsync(get, changes: false), whenOver: 404);
        }));
    }

    public void AddSession(Visitor visitor)
    {
        var cookie = visitor.SessionCookie;
        Sessions.Add((visitor, _ledger.Add($"a session of {SignIn}", Alive, async (wire, _) =>
        {
            using var get = new HttpRequestMessage(HttpMethod.Get, "/desk/-/account") { Headers = { { "Cookie", cookie } } };
            return StateOf(await wire.SendAsync(get, changes: false), whenOver: 302);
        })));
    }

    /// <summary>All sessions end, but perhaps one.</summary>
    public IEnumerable<EntryChange> EndSessions(Entry? kept = null) =>
        Sessions.Where(session => session.Entry.State == Alive && session.Entry != kept).Select(session => End(session.Entry));

    public IEnumerable<EntryChange> EndLink() => Link is { Entry: { State: Alive } entry } ? [new EntryChange(entry, Dead)] : [];

    /// <summary>Forgets what has ended.</summary>
    public void Tidy()
    {
        Sessions.RemoveAll(session => session.Entry.State != Alive);
        Link = HasOpenLink ? Link : null;
    }

    public static EntryChange End(Entry entry) => new(entry, Dead);

    public static bool IsAlive(Entry entry) => entry.State == Alive;

    private static string StateOf(Reply? reply, int whenOver) => reply is null ? throw new DurabilityException("no answer")
        : reply.Status == 200 ? Alive : reply.Status == whenOver ? Dead : reply.ToString();

    private async Task<string> LookAtRightsAsync(Wire wire, Entry entry)
    {
        var people = await wire.OnceAsync("people", async () =>
            (await wire.ReadAsync("/v1/people", _admin)).Json.GetProperty("people").EnumerateArray().ToDictionary(
                person => person.GetProperty("signIn").GetString()!, RightsOf));
        return people.GetValueOrDefault(SignIn, Entry.None);
    }

    /// <summary>As the client writes rights: the role, and whether the person is disabled.</summary>
    private static string RightsOf(JsonElement person) =>
        (person.GetProperty("roles").TryGetProperty("default", out var role) ? role.GetString() : "nothing")
        + (person.GetProperty("state").GetString() == "disabled" ? " disabled" : "");

    // The password that a request without an answer would have set is tried first: a wrong one is followed by a right one.
    private async Task<string> LookAtPasswordAsync(Wire wire, Entry entry)
    {
        foreach (var password in new[] { entry.Open, entry.State }.OfType<string>().Where(password => password != Entry.None))
        {
            var visitor = new Visitor();
            using var form = await visitor.FormAsync(
                wire, "/desk/-/sign-in", "/desk/-/sign-in", ("name", SignIn), ("password", password));
            if (form is not null && await wire.SendAsync(form, changes: false) is { IsDone: true })
            {
                return password;
            }
        }

        return Entry.None;
    }
}
