using System.Globalization;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>
/// An administrator's program and the people it manages: invitations, links, passwords, sessions, roles, keys.
/// </summary>
internal sealed class AccessClient(Ledger ledger, string name, string admin, int seed) : KillClient(ledger, seed)
{
    private const int MostPeople = 5;
    private const int MostKeys = 5;
    private static readonly string[] Roles = ["viewer", "editor", "chiefEditor"];

    private readonly List<AccessPerson> _people = [];
    private readonly List<(string Id, Entry Entry)> _keys = [];
    private int _number;

    protected override void Begin()
    {
        _people.RemoveAll(person => person.Id.Length == 0 || person.Standing.State.EndsWith("disabled", StringComparison.Ordinal));
        _people.ForEach(person => person.Tidy());
        _keys.RemoveAll(key => !AccessPerson.IsAlive(key.Entry));
    }

    protected override async Task StepAsync(Wire wire)
    {
        if (_people.Count < MostPeople && (_people.Count == 0 || Random.Next(6) == 0))
        {
            await InviteAsync(wire);
            return;
        }

        var person = Any(_people);
        var session = person.Sessions.Count == 0 ? default : Any(person.Sessions);
        await (Random.Next(12) switch
        {
            <= 1 => AddKeyAsync(wire),
            2 when _keys.Count > 0 => RevokeAsync(wire, Any(_keys)),
            3 => SetRoleAsync(wire, person),
            4 when !person.HasOpenLink => ResetAsync(wire, person),
            5 when _people.Count == MostPeople => DisableAsync(wire, person),
            6 when session.Visitor is not null => LeaveAsync(wire, person, session),
            7 when session.Visitor is not null => ChangePasswordAsync(wire, person, session),
            _ when person.HasOpenLink => RedeemAsync(wire, person),
            _ when person.Password.State != Entry.None => SignInAsync(wire, person),
            _ => ResetAsync(wire, person),
        });
        person.Tidy();
    }

    private async Task InviteAsync(Wire wire)
    {
        var person = new AccessPerson(Ledger, string.Create(CultureInfo.InvariantCulture, $"{name}p{++_number}"), admin);
        var role = Any(Roles);
        var made = await Ledger.TryAsync(
            wire,
            Requests.With(admin, HttpMethod.Post, "/v1/people", new { name = "Somebody", signIn = person.SignIn, site = "default", role }),
            new EntryChange(person.Standing, role));
        if (made is not null)
        {
            person.Id = made.Json.GetProperty("person").GetProperty("id").GetString()!;
            person.AddLink(made);
            _people.Add(person);
        }
    }

    private async Task ResetAsync(Wire wire, AccessPerson person)
    {
        var made = await Ledger.TryAsync(
            wire, Requests.With(admin, HttpMethod.Post, $"/v1/people/{person.Id}/reset"), [.. person.EndLink()]);
        if (made is not null)
        {
            person.AddLink(made);
        }
    }

    private async Task RedeemAsync(Wire wire, AccessPerson person)
    {
        var (visitor, password) = (new Visitor(), NextPassword());
        var link = person.Link!.Value.Secret;
        if (await visitor.SubmitAsync(
            wire, Ledger, $"/desk/-/password?link={link}", "/desk/-/password", [("link", link), ("password", password)],
            [.. person.EndLink(), .. person.EndSessions(), new EntryChange(person.Password, password)]) is not null)
        {
            person.AddSession(visitor);
        }
    }

    private async Task SignInAsync(Wire wire, AccessPerson person)
    {
        var visitor = new Visitor();
        if (await visitor.SignInAsync(wire, Ledger, person.SignIn, person.Password.State))
        {
            person.AddSession(visitor);
        }
    }

    private async Task LeaveAsync(Wire wire, AccessPerson person, (Visitor Visitor, Entry Entry) session)
    {
        var (action, changes) = Random.Next(3) switch
        {
            0 => ("/desk/-/sign-out", [AccessPerson.End(session.Entry)]),
            1 => ("/desk/-/account/sessions/end-others", person.EndSessions(kept: session.Entry)),
            _ => ("/desk/-/account/sign-out-everywhere", person.EndSessions()),
        };
        // Signing out everywhere ends the own session before the others.
        if (await session.Visitor.FormAsync(wire, "/desk/-/account", action, ("from", "here")) is { } form)
        {
            await Ledger.TryEachAsync(wire, form, [.. changes]);
        }
    }

    private async Task ChangePasswordAsync(Wire wire, AccessPerson person, (Visitor Visitor, Entry Entry) session)
    {
        var password = NextPassword();
        if (await session.Visitor.SubmitAsync(
            wire, Ledger, "/desk/-/account", "/desk/-/account/password", [("current", person.Password.State), ("password", password)],
            [.. person.EndSessions(), .. person.EndLink(), new EntryChange(person.Password, password)]) is not null)
        {
            person.AddSession(session.Visitor);
        }
    }

    private Task SetRoleAsync(Wire wire, AccessPerson person)
    {
        var role = Any(Roles);
        return Ledger.TryAsync(
            wire, Requests.With(admin, HttpMethod.Put, $"/v1/people/{person.Id}/roles/default", new { role }),
            [new EntryChange(person.Standing, role), .. person.EndLink()]);
    }

    private async Task DisableAsync(Wire wire, AccessPerson person)
    {
        await Ledger.TryAsync(
            wire, Requests.With(admin, HttpMethod.Delete, $"/v1/people/{person.Id}"),
            [new EntryChange(person.Standing, $"{person.Standing.State} disabled"), .. person.EndLink(), .. person.EndSessions(),
                new EntryChange(person.Password, Entry.None)]);
        _people.Remove(person);
    }

    private async Task AddKeyAsync(Wire wire)
    {
        if (_keys.Count == MostKeys)
        {
            await RevokeAsync(wire, _keys[0]);
            return;
        }

        var wanted = new { name = $"{name} {++_number}", site = "default", role = Any(Roles) };
        if (await Ledger.TryAsync(wire, Requests.With(admin, HttpMethod.Post, "/v1/keys", wanted)) is { } made)
        {
            var secret = made.Json.GetProperty("key").GetString()!;
            _keys.Add((made.Json.GetProperty("id").GetString()!, Ledger.Add(
                $"key {wanted.name}", "alive", async (read, _) => (await read.ReadAsync("/v1/default/rules?limit=1", secret)).Status switch
                {
                    200 => "alive",
                    401 => "dead",
                    var other => $"answered with {other}",
                })));
        }
    }

    private async Task RevokeAsync(Wire wire, (string Id, Entry Entry) key)
    {
        await Ledger.TryAsync(wire, Requests.With(admin, HttpMethod.Delete, $"/v1/keys/{key.Id}"), AccessPerson.End(key.Entry));
        _keys.RemoveAll(known => !AccessPerson.IsAlive(known.Entry));
    }

    private string NextPassword() => string.Create(CultureInfo.InvariantCulture, $"quiet harbour {++_number} marble lantern");
}
