using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>One random history of sign-ins, roles, links, keys and sign-outs, done by the program and by the model.</summary>
internal sealed class AccessHistoryRun
{
    private const int MostSteps = 30;
    private static readonly string[] Passwords = ["four quiet harbour words", "seven loud mountain songs"];
    private static readonly int[] Minutes = [0, 5, 30, 59, 61, 300, 719, 1440, 5000, 12_000, 43_000];

    private readonly AccessDoor _door;
    private readonly int _seed;
    private readonly Random _random;
    private readonly AccessModel _model = new();
    private readonly AccessSteps _steps;
    private readonly AccessComparison _looks;

    public AccessHistoryRun(AccessDoor door, int seed, bool seesLowerRolesOfAllSites = true)
    {
        (_door, _seed, _random) = (door, seed, new Random(seed));
        _steps = new AccessSteps(door, _model);
        _looks = new AccessComparison(door, _model, _random, seesLowerRolesOfAllSites);
    }

    /// <returns>The first difference, with the steps that led to it; null without one.</returns>
    public async Task<string?> RunAsync()
    {
        await _door.EmptyAsync();
        _model.Now = _door.Clock.GetUtcNow();
        await _steps.InviteAsync(AccessDoer.Operator, "*", Role.Administrator);
        var steps = _random.Next(5, MostSteps);
        for (var step = 0; step < steps; step++)
        {
            if ((await StepAsync() ?? await _looks.DifferenceAsync(onlySome: step < steps - 1)) is { } difference)
            {
                return $"seed {_seed}: {difference} after {_steps}";
            }
        }

        return null;
    }

    private async Task<string?> StepAsync()
    {
        _model.Now = _door.Clock.GetUtcNow();
        var by = await DoerAsync();
        return await (_random.Next(16) switch
        {
            0 or 1 => _steps.InviteAsync(by, Any(AccessModel.Sites), AnyRole()),
            2 when AnyOf(_model.People) is { } person => _steps.ResetAsync(by, person),
            3 or 4 when AnyOf(_model.Links) is { } link => _steps.ChooseAsync(link, Any(Passwords)),
            5 or 6 when AnyOf(_model.People.Where(person => !person.IsExternal)) is { } person =>
                _steps.SignInAsync(person, Any(Passwords)),
            7 when AnyOf(_model.Sessions) is { } session => _random.Next(3) switch
            {
                0 => _steps.SignOutAsync(session),
                1 => _steps.EndOthersAsync(session),
                _ => _steps.SignOutEverywhereAsync(session),
            },
            8 or 9 when AnyOf(_model.People) is { } person =>
                _steps.SetRoleAsync(by, person, Any(AccessModel.Sites), _random.Next(3) == 0 ? null : AnyRole()),
            10 when AnyOf(_model.People) is { } person => _steps.SetDisabledAsync(by, person, _random.Next(3) > 0),
            11 => _steps.AddKeyAsync(by, Any(AccessModel.Sites), AnyRole(), _random.Next(1, 90)),
            12 when AnyOf(_model.Keys) is { } key => _steps.RevokeAsync(by, key),
            13 => SignInWithProviderAsync(),
            14 when AnyOf(_model.People.Where(person => person.Password is not null)) is { } person =>
                _steps.ChangePasswordAsync(person, Any(Passwords)),
            _ => _steps.PassAsync(TimeSpan.FromMinutes(Any(Minutes))),
        });
    }

    private Task<string?> SignInWithProviderAsync()
    {
        var known = _model.People.Where(person => person.IsExternal).ToList();
        var signIn = known.Count > 0 && _random.Next(2) == 0 ? Any(known).SignIn : _steps.NewName('x');
        return _steps.SignInWithProviderAsync(
            signIn, AccessModel.Sites.Where(_ => _random.Next(3) == 0).ToDictionary(site => site, _ => AnyRole()));
    }

    /// <summary>The operator, somebody with a session, or a key; their rights by the model.</summary>
    private async Task<AccessDoer> DoerAsync()
    {
        switch (_random.Next(3))
        {
            case 0 when AnyOf(_model.People.Where(person => !person.IsDisabled)) is { } person:
                var found = (await _door.Get<PersonStore>().FindAsync(person.Id))!;
                return new AccessDoer(Actor.Of(found), site => AccessModel.At(person.Roles, site), person, null);
            case 1 when AnyOf(_model.Keys.Where(_model.Holds)) is { } key
                && await _door.Get<ApiKeyStore>().UseAsync(key.Secret) is { } used:
                return new AccessDoer(Actor.Of(used), site => _model.At(key, site), key.Owner, key);
            default:
                return AccessDoer.Operator;
        }
    }

    private Role AnyRole() => _random.Next(2) == 0 ? Role.Administrator : (Role)_random.Next(1, 5);

    private T Any<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private T? AnyOf<T>(IEnumerable<T> from) where T : class => from.ToList() is { Count: > 0 } all ? Any(all) : null;
}
