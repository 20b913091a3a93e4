using System.Globalization;
using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>The steps of a history, each done by the program and by the model. A step returns their difference; null without one.</summary>
internal sealed class AccessSteps(AccessDoor door, AccessModel model)
{
    private readonly List<string> _done = [];
    private int _names;
    private string? _last;

    private AccessManagement Access => door.Get<AccessManagement>();

    /// <summary>What was done, for messages.</summary>
    public override string ToString() => string.Join("; ", _done);

    /// <summary>A name that nobody has yet.</summary>
    public string NewName(char first) => $"{first}{_names++.ToString(CultureInfo.InvariantCulture)}";

    public async Task<string?> InviteAsync(AccessDoer by, string site, Role role)
    {
        var name = NewName('p');
        var made = await Access.InviteAsync(name, name, site, RoleNames.Of(role), by.Actor);
        if (Differs($"{by.Actor.Name} invites {name} as {role} at {site}", by.At(site) == Role.Administrator, made.Value is not null)
            is { } difference || made.Value is null)
        {
            return model.People.Count == 0 ? "no first person" : _last;
        }

        var person = new ModelPerson { Id = made.Value.Person.Id, SignIn = name, Roles = { [site] = role } };
        model.People.Add(person);
        AddLink(by, person, made.Value.Secret, TimeSpan.FromDays(7));
        return null;
    }

    public async Task<string?> ResetAsync(AccessDoer by, ModelPerson person)
    {
        var made = await Access.ResetAsync(person.Id, by.Actor);
        var may = AccessModel.DecidesOver(by.At, person) && !person.IsExternal && !person.IsDisabled;
        if (Differs($"{by.Actor.Name} makes a link for {person.SignIn}", may, made.Value is not null) is null && may)
        {
            AddLink(by, person, made.Value!.Secret, person.Password is null ? TimeSpan.FromDays(7) : TimeSpan.FromDays(1));
        }

        return _last;
    }

    public async Task<string?> ChooseAsync(ModelLink link, string password)
    {
        var handle = await door.ChoosePasswordAsync(link.Secret, password);
        if (Differs($"{link.Person.SignIn} uses a link", model.Holds(link), handle is not null) is null && handle is not null)
        {
            model.SetPassword(link.Person, password);
            Begin(handle, link.Person);
        }

        return _last;
    }

    public async Task<string?> SignInAsync(ModelPerson person, string password)
    {
        var handle = await door.SignInAsync(person.SignIn, password);
        if (Differs($"{person.SignIn} signs in", person.Password == password && !person.IsDisabled, handle is not null) is null
            && handle is not null)
        {
            Begin(handle, person);
        }

        return _last;
    }

    public async Task<string?> SignOutAsync(ModelSession session)
    {
        Note($"{session.Person.SignIn} signs out");
        await door.SignOutAsync(session.Handle);
        session.IsEnded = true;
        return null;
    }

    public async Task<string?> EndOthersAsync(ModelSession session)
    {
        var holds = model.Holds(session);
        Note($"{session.Person.SignIn} ends other sessions");
        await door.EndOthersAsync(session.Handle);
        if (holds)
        {
            model.EndSessions(session.Person, session);
            session.LastUsed = model.Now;
        }

        return null;
    }

    public async Task<string?> SignOutEverywhereAsync(ModelSession session)
    {
        Note($"{session.Person.SignIn} signs out everywhere");
        await door.Get<PersonStore>().SignOutEverywhereAsync(session.Person.Id, Actor.Operator);
        model.EndSessions(session.Person);
        return null;
    }

    public async Task<string?> ChangePasswordAsync(ModelPerson person, string password)
    {
        Note($"{person.SignIn} changes the password");
        await door.Get<PersonStore>().SetPasswordAsync(person.Id, door.Get<PasswordCheck>().Hash(password), Actor.Operator);
        model.SetPassword(person, password);
        return null;
    }

    public Task<string?> PassAsync(TimeSpan time)
    {
        Note($"{time.TotalMinutes} minutes pass");
        door.Clock.Advance(time);
        model.Now = door.Clock.GetUtcNow();
        return Task.FromResult<string?>(null);
    }

    public async Task<string?> SetRoleAsync(AccessDoer by, ModelPerson person, string site, Role? role)
    {
        var refusal = await Access.SetRoleAsync(person.Id, site, role is { } given ? RoleNames.Of(given) : null, by.Actor);
        var roles = person.Roles.Where(at => at.Key != site).ToDictionary();
        if (role is { } wanted)
        {
            roles[site] = wanted;
        }

        var may = by.At(site) == Role.Administrator && AccessModel.Sees(by.At, person) && !person.IsExternal
            && !model.LeavesNobody(person, roles.GetValueOrDefault("*") == Role.Administrator);
        if (Differs($"{by.Actor.Name} makes {person.SignIn} {role} at {site}", may, refusal is null) is null && may)
        {
            model.SetRoles(person, roles);
        }

        return _last;
    }

    public async Task<string?> SetDisabledAsync(AccessDoer by, ModelPerson person, bool isDisabled)
    {
        var refusal = await Access.SetDisabledAsync(person.Id, isDisabled, by.Actor);
        var may = AccessModel.DecidesOver(by.At, person) && !(isDisabled && model.LeavesNobody(person, false));
        if (Differs($"{by.Actor.Name} {(isDisabled ? "disables" : "enables")} {person.SignIn}", may, refusal is null) is null && may)
        {
            model.SetDisabled(person, isDisabled);
        }

        return _last;
    }

    public async Task<string?> AddKeyAsync(AccessDoer by, string site, Role role, int days)
    {
        var made = await Access.AddKeyAsync("k", site, RoleNames.Of(role), days, by.Actor);
        if (Differs($"{by.Actor.Name} makes a key, {role} at {site}", by.At(site) == Role.Administrator, made.Refusal is null) is null
            && made.Refusal is null)
        {
            model.Keys.Add(new ModelKey
            {
                Id = made.Value.Key.Id, Secret = made.Value.Secret, Site = site, Role = role, Owner = by.Owner,
                Expires = model.Now.AddDays(days),
            });
        }

        return _last;
    }

    public async Task<string?> RevokeAsync(AccessDoer by, ModelKey key)
    {
        var refusal = await Access.RevokeKeyAsync(key.Id, by.Actor);
        var may = by.At(key.Site) == Role.Administrator && !key.IsRevoked;
        if (Differs($"{by.Actor.Name} revokes a key", may, refusal is null) is null && may)
        {
            model.Revoke(key);
        }

        return _last;
    }

    public async Task<string?> SignInWithProviderAsync(string signIn, Dictionary<string, Role> roles)
    {
        Note($"{signIn} comes from the provider with {string.Join(", ", roles)}");
        var came = (await door.Get<PersonStore>().EnsureExternalAsync(signIn, signIn, signIn, new SiteRoles(roles)))!;
        var person = model.People.Find(each => each.IsExternal && each.SignIn == signIn);
        if (person is null)
        {
            model.People.Add(person = new ModelPerson { Id = came.Id, SignIn = signIn, IsExternal = true });
        }

        person.Confirmed = model.Now;
        if (person.Roles.Count != roles.Count || person.Roles.Except(roles).Any())
        {
            model.SetRoles(person, roles);
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

    private void AddLink(AccessDoer by, ModelPerson person, string secret, TimeSpan lasts)
    {
        model.EndLinks(link => link.Person == person);
        model.Links.Add(new ModelLink
        {
            Secret = secret, Person = person, Owner = by.Owner, Key = by.Key, Expires = model.Now + lasts,
        });
    }

    private bool Begin(string handle, ModelPerson person)
    {
        model.Sessions.Add(new ModelSession { Handle = handle, Person = person, Began = model.Now, LastUsed = model.Now });
        return true;
    }

    private string? Differs(string step, bool expected, bool found)
    {
        Note(step);
        return _last = expected == found ? null : $"it was {(found ? "done" : "refused")}, which it should not be,";
    }

    private void Note(string step)
    {
        _done.Add(step);
        _last = null;
    }
}

/// <summary>Somebody who does a step.</summary>
/// <param name="At">The role at a site, by the model.</param>
internal sealed record AccessDoer(Actor Actor, Func<string, Role?> At, ModelPerson? Owner, ModelKey? Key)
{
    public static AccessDoer Operator { get; } = new(Actor.Operator, _ => Role.Administrator, null, null);
}
