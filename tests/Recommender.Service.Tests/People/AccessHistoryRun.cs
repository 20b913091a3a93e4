using System.Globalization;
using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>One random history of sign-ins, roles, links, keys and sign-outs, done by the program and by the model.</summary>
internal sealed class AccessHistoryRun(AccessDoor door, int seed, bool seesLowerRolesOfAllSites = true)
{
    private const int MostSteps = 30;
    private static readonly string[] Passwords = ["four quiet harbour words", "seven loud mountain songs"];
    private static readonly int[] Minutes = [0, 5, 30, 59, 61, 300, 719, 1440, 5000, 12_000, 43_000];

    private readonly Random _random = new(seed);
    private readonly AccessModel _model = new();
    private readonly List<string> _steps = [];
    private int _names;

    private AccessManagement Access => door.Get<AccessManagement>();

    /// <returns>The first difference, with the steps that led to it; null if there is none.</returns>
    public async Task<string?> RunAsync()
    {
        await door.EmptyAsync();
        _model.Now = door.Clock.GetUtcNow();
        await InviteAsync(new Doer(Actor.Operator, _ => Role.Administrator, null, null), "*", Role.Administrator);
        var steps = _random.Next(5, MostSteps);
        var looks = new AccessComparison(door, _model, _random, seesLowerRolesOfAllSites);
        for (var step = 0; step < steps; step++)
        {
            if ((await StepAsync() ?? await looks.DifferenceAsync(onlySome: step < steps - 1)) is { } difference)
            {
                return $"seed {seed}: {difference} after {string.Join("; ", _steps)}";
            }
        }

        return null;
    }

    private async Task<string?> StepAsync()
    {
        _model.Now = door.Clock.GetUtcNow();
        var by = await DoerAsync();
        switch (_random.Next(16))
        {
            case 0 or 1:
                return await InviteAsync(by, Any(AccessModel.Sites), AnyRole());
            case 2 when AnyOf(_model.People) is { } person:
                return await ResetAsync(by, person);
            case 3 or 4 when AnyOf(_model.Links) is { } link:
                return await ChooseAsync(link);
            case 5 or 6 when AnyOf(_model.People.Where(person => !person.IsExternal)) is { } person:
                return await SignInAsync(person);
            case 7 when AnyOf(_model.Sessions) is { } session:
                return await LeaveAsync(session);
            case 8 or 9 when AnyOf(_model.People) is { } person:
                return await SetRoleAsync(by, person, Any(AccessModel.Sites), _random.Next(3) == 0 ? null : AnyRole());
            case 10 when AnyOf(_model.People) is { } person:
                return await SetDisabledAsync(by, person, _random.Next(3) > 0);
            case 11:
                return await AddKeyAsync(by, Any(AccessModel.Sites), AnyRole());
            case 12 when AnyOf(_model.Keys) is { } key:
                return await RevokeAsync(by, key);
            case 13:
                return await SignInWithProviderAsync();
            case 14 when AnyOf(_model.People.Where(person => person.Password is not null)) is { } person:
                Note($"{person.SignIn} changes the password");
                var password = Any(Passwords);
                await door.Get<PersonStore>().SetPasswordAsync(person.Id, door.Get<PasswordCheck>().Hash(password), Actor.Operator);
                _model.SetPassword(person, password);
                return null;
            default:
                var minutes = Any(Minutes);
                Note($"{minutes} minutes pass");
                door.Clock.Advance(TimeSpan.FromMinutes(minutes));
                _model.Now = door.Clock.GetUtcNow();
                return null;
        }
    }

    private async Task<string?> InviteAsync(Doer by, string site, Role role)
    {
        var name = $"p{_names++.ToString(CultureInfo.InvariantCulture)}";
        var made = await Access.InviteAsync(name, name, site, RoleNames.Of(role), by.Actor);
        if (Differs($"{by.Actor.Name} invites {name} as {role} at {site}", by.At(site) == Role.Administrator, made.Value is not null)
            is { } difference || made.Value is null)
        {
            return _model.People.Count == 0 ? "no first person" : _last;
        }

        var person = new ModelPerson { Id = made.Value.Person.Id, SignIn = name, Roles = { [site] = role } };
        _model.People.Add(person);
        AddLink(by, person, made.Value.Secret, TimeSpan.FromDays(7));
        return null;
    }

    private async Task<string?> ResetAsync(Doer by, ModelPerson person)
    {
        var made = await Access.ResetAsync(person.Id, by.Actor);
        var may = AccessModel.DecidesOver(by.At, person) && !person.IsExternal && !person.IsDisabled;
        if (Differs($"{by.Actor.Name} makes a link for {person.SignIn}", may, made.Value is not null) is null && may)
        {
            AddLink(by, person, made.Value!.Secret, person.Password is null ? TimeSpan.FromDays(7) : TimeSpan.FromDays(1));
        }

        return _last;
    }

    private async Task<string?> ChooseAsync(ModelLink link)
    {
        var password = Any(Passwords);
        var handle = await door.ChoosePasswordAsync(link.Secret, password);
        if (Differs($"{link.Person.SignIn} uses a link", _model.Holds(link), handle is not null) is null && handle is not null)
        {
            _model.SetPassword(link.Person, password);
            Begin(handle, link.Person);
        }

        return _last;
    }

    private async Task<string?> SignInAsync(ModelPerson person)
    {
        var password = Any(Passwords);
        var handle = await door.SignInAsync(person.SignIn, password);
        if (Differs($"{person.SignIn} signs in", person.Password == password && !person.IsDisabled, handle is not null) is null
            && handle is not null)
        {
            Begin(handle, person);
        }

        return _last;
    }

    private async Task<string?> LeaveAsync(ModelSession session)
    {
        var holds = _model.Holds(session);
        switch (_random.Next(3))
        {
            case 0:
                Note($"{session.Person.SignIn} signs out");
                await door.SignOutAsync(session.Handle);
                session.IsEnded = true;
                break;
            case 1:
                Note($"{session.Person.SignIn} ends other sessions");
                await door.EndOthersAsync(session.Handle);
                if (holds)
                {
                    _model.EndSessions(session.Person, session);
                    session.LastUsed = _model.Now;
                }

                break;
            default:
                Note($"{session.Person.SignIn} signs out everywhere");
                await door.Get<PersonStore>().SignOutEverywhereAsync(session.Person.Id, Actor.Operator);
                _model.EndSessions(session.Person);
                break;
        }

        return null;
    }

    private async Task<string?> SetRoleAsync(Doer by, ModelPerson person, string site, Role? role)
    {
        var refusal = await Access.SetRoleAsync(person.Id, site, role is { } given ? RoleNames.Of(given) : null, by.Actor);
        var roles = person.Roles.Where(at => at.Key != site).ToDictionary();
        if (role is { } wanted)
        {
            roles[site] = wanted;
        }

        var may = by.At(site) == Role.Administrator && AccessModel.Sees(by.At, person) && !person.IsExternal
            && !_model.LeavesNobody(person, roles.GetValueOrDefault("*") == Role.Administrator);
        if (Differs($"{by.Actor.Name} makes {person.SignIn} {role} at {site}", may, refusal is null) is null && may)
        {
            _model.SetRoles(person, roles);
        }

        return _last;
    }

    private async Task<string?> SetDisabledAsync(Doer by, ModelPerson person, bool isDisabled)
    {
        var refusal = await Access.SetDisabledAsync(person.Id, isDisabled, by.Actor);
        var may = AccessModel.DecidesOver(by.At, person) && !(isDisabled && _model.LeavesNobody(person, false));
        if (Differs($"{by.Actor.Name} {(isDisabled ? "disables" : "enables")} {person.SignIn}", may, refusal is null) is null && may)
        {
            _model.SetDisabled(person, isDisabled);
        }

        return _last;
    }

    private async Task<string?> AddKeyAsync(Doer by, string site, Role role)
    {
        var days = _random.Next(1, 90);
        var made = await Access.AddKeyAsync("k", site, RoleNames.Of(role), days, by.Actor);
        if (Differs($"{by.Actor.Name} makes a key, {role} at {site}", by.At(site) == Role.Administrator, made.Refusal is null) is null
            && made.Refusal is null)
        {
            _model.Keys.Add(new ModelKey
            {
                Id = made.Value.Key.Id, Secret = made.Value.Secret, Site = site, Role = role, Owner = by.Owner,
                Expires = _model.Now.AddDays(days),
            });
        }

        return _last;
    }

    private async Task<string?> RevokeAsync(Doer by, ModelKey key)
    {
        var refusal = await Access.RevokeKeyAsync(key.Id, by.Actor);
        var may = by.At(key.Site) == Role.Administrator && !key.IsRevoked;
        if (Differs($"{by.Actor.Name} revokes a key", may, refusal is null) is null && may)
        {
            _model.Revoke(key);
        }

        return _last;
    }

    private async Task<string?> SignInWithProviderAsync()
    {
        var known = _model.People.Where(person => person.IsExternal).ToList();
        var signIn = known.Count > 0 && _random.Next(2) == 0 ? Any(known).SignIn : $"x{_names++.ToString(CultureInfo.InvariantCulture)}";
        var roles = AccessModel.Sites.Where(_ => _random.Next(3) == 0).ToDictionary(site => site, _ => AnyRole());
        Note($"{signIn} comes from the provider with {string.Join(", ", roles)}");
        var came = (await door.Get<PersonStore>().EnsureExternalAsync(signIn, signIn, signIn, new SiteRoles(roles)))!;
        var person = known.Find(each => each.SignIn == signIn);
        if (person is null)
        {
            _model.People.Add(person = new ModelPerson { Id = came.Id, SignIn = signIn, IsExternal = true });
        }

        person.Confirmed = _model.Now;
        if (person.Roles.Count != roles.Count || person.Roles.Except(roles).Any())
        {
            _model.SetRoles(person, roles);
        }

        // The cookie of such a session needs a provider over HTTP; other tests have one.
        if (door.GetType() == typeof(AccessDoor)
            && Differs("a session begins", !person.IsDisabled, await door.Get<SessionStore>().BeginAsync(came, "browser") is { } secret
                && Begin(secret, person)) is { } difference)
        {
            return difference;
        }

        return null;
    }

    /// <summary>The operator, somebody with a session, or a key; their rights by the model.</summary>
    private async Task<Doer> DoerAsync()
    {
        var operates = new Doer(Actor.Operator, _ => Role.Administrator, null, null);
        switch (_random.Next(3))
        {
            case 0 when AnyOf(_model.People.Where(person => !person.IsDisabled)) is { } person:
                var found = (await door.Get<PersonStore>().FindAsync(person.Id))!;
                return new Doer(Actor.Of(found), site => AccessModel.At(person.Roles, site), person, null);
            case 1 when AnyOf(_model.Keys.Where(_model.Holds)) is { } key && await door.Get<ApiKeyStore>().UseAsync(key.Secret) is { } used:
                return new Doer(Actor.Of(used), site => _model.At(key, site), key.Owner, key);
            default:
                return operates;
        }
    }

    private void AddLink(Doer by, ModelPerson person, string secret, TimeSpan lasts)
    {
        _model.EndLinks(link => link.Person == person);
        _model.Links.Add(new ModelLink
        {
            Secret = secret, Person = person, Owner = by.Owner, Key = by.Key, Expires = _model.Now + lasts,
        });
    }

    private bool Begin(string handle, ModelPerson person)
    {
        _model.Sessions.Add(new ModelSession { Handle = handle, Person = person, Began = _model.Now, LastUsed = _model.Now });
        return true;
    }

    private string? _last;

    private string? Differs(string step, bool expected, bool found)
    {
        Note(step);
        return _last = expected == found ? null : $"it was {(found ? "done" : "refused")}, which it should not be,";
    }

    private void Note(string step)
    {
        _steps.Add(step);
        _last = null;
    }

    private Role AnyRole() => _random.Next(2) == 0 ? Role.Administrator : (Role)_random.Next(1, 5);

    private T Any<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private T? AnyOf<T>(IEnumerable<T> from) where T : class => from.ToList() is { Count: > 0 } all ? Any(all) : null;

    /// <param name="At">The role at a site, by the model.</param>
    private sealed record Doer(Actor Actor, Func<string, Role?> At, ModelPerson? Owner, ModelKey? Key);
}
