using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>Failed sign-ins slow down whoever makes them, and lock nobody out.</summary>
public sealed class SignInAttemptTests : IAsyncLifetime
{
    private const string Attacker = "203.0.113.7";
    private RunningService _service = null!;
    private Person _mila = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync();
        _mila = await _service.PersonAsync("mila", Role.Editor);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private SignInAttemptStore Attempts => _service.Get<SignInAttemptStore>();

    [Fact]
    public async Task Wrong_passwords_of_an_attacker_do_not_lock_out_the_right_person()
    {
        for (var quarter = 0; quarter < 4; quarter++)
        {
            for (var i = 0; i < 10; i++)
            {
                await TakeAsync("mila", Attacker);
                _service.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            Assert.NotNull(await _service.CheckAsync("mila", Guests.Password, "192.0.2.1"));
            _service.Clock.Advance(TimeSpan.FromMinutes(15));
        }
    }

    [Fact]
    public async Task Nor_do_they_from_the_same_network_with_an_unknown_browser()
    {
        for (var quarter = 0; quarter < 8; quarter++)
        {
            await FailAsync("mila", Attacker, 10);
            var waiting = _service.CheckAsync("mila", Guests.Password, Attacker);
            await Eventually.HoldsAsync(() => waiting.IsCompleted, meanwhile: () => _service.Clock.Advance(TimeSpan.FromSeconds(0.1)));
            Assert.NotNull(await waiting);
            await FailAsync("mila", Attacker, SignInAttemptStore.FreeByNameAndClient + 3);
            _service.Clock.Advance(SignInAttemptStore.Rest);
        }
    }

    [Theory]
    [InlineData("mila")]
    [InlineData("nobody")]
    public async Task The_pause_after_failures_doubles_up_to_five_minutes_for_names_of_people_and_of_nobody(string name)
    {
        var pauses = new List<double>();
        for (var i = 0; i < SignInAttemptStore.FreeByNameAndClient + 11; i++)
        {
            var (mayTry, wait) = await TakeAsync(name, Attacker);
            if (!mayTry)
            {
                pauses.Add(wait.TotalSeconds);
                _service.Clock.Advance(wait);
                Assert.True((await TakeAsync(name, Attacker)).MayTry);
            }
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300], pauses);
    }

    [Fact]
    public async Task An_attempt_that_comes_a_little_too_soon_waits_for_its_turn()
    {
        await FailAsync("mila", Attacker, SignInAttemptStore.FreeByNameAndClient);

        var waiting = _service.CheckAsync("mila", Guests.Password, Attacker);
        await Eventually.HoldsAsync(() => waiting.IsCompleted, meanwhile: () => _service.Clock.Advance(TimeSpan.FromSeconds(0.1)));

        Assert.NotNull(await waiting);
    }

    [Fact]
    public async Task An_attempt_that_comes_much_too_soon_is_refused_with_the_time_to_wait_even_with_the_right_password()
    {
        await FailAsync("mila", Attacker, SignInAttemptStore.FreeByNameAndClient + 5);

        var outcome = await _service.Get<PasswordCheck>().SignInAsync(
            "mila", Guests.Password, new SignInClient(Attacker), TestContext.Current.CancellationToken);

        Assert.Null(outcome.Person);
        Assert.InRange(outcome.Wait!.Value, PasswordCheck.LongestWait, SignInAttemptStore.LongestPause);
    }

    [Fact]
    public async Task A_browser_that_signed_in_before_is_counted_by_itself()
    {
        await FailAsync("mila", Attacker, SignInAttemptStore.FreeByNameAndClient + 10);
        var own = new SignInClient(Attacker, "device", [_mila.Id]);
        var others = new SignInClient(Attacker, "device", ["somebody"]);

        Assert.True((await Attempts.TakeAsync("mila", own, own.IsKnownTo(_mila.Id), TestContext.Current.CancellationToken)).MayTry);
        Assert.False((await Attempts.TakeAsync("mila", others, others.IsKnownTo(_mila.Id), TestContext.Current.CancellationToken)).MayTry);
    }

    [Fact]
    public async Task The_cookie_of_a_browser_that_signed_in_spares_its_person_the_failures_of_others()
    {
        using var own = await _service.SignedInAsync("mila");
        await FailAsync("mila", "127.0.0.1", SignInAttemptStore.FreeByNameAndClient + 10);
        await own.SendFormAsync("/desk/-/account", "/desk/-/sign-out", ("from", "x"));

        var answer = await own.SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", "mila"), ("password", Guests.Password));
        var other = await _service.NewClient()
            .SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", "mila"), ("password", Guests.Password));

        Assert.Equal("/desk", answer.Headers.Location?.ToString());
        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, other.StatusCode);
        Assert.NotNull(other.Headers.RetryAfter);
    }

    [Fact]
    public async Task Many_clients_with_one_name_make_unknown_clients_late_and_no_more()
    {
        for (var i = 0; i < SignInAttemptStore.FreeByName; i++)
        {
            Assert.Equal((true, TimeSpan.Zero), await TakeAsync("mila", $"198.51.100.{i}"));
        }

        var own = new SignInClient("192.0.2.1", "device", [_mila.Id]);

        Assert.Equal((true, SignInAttemptStore.Late), await TakeAsync("mila", "192.0.2.1"));
        Assert.Equal((true, TimeSpan.Zero), await Attempts.TakeAsync("mila", own, true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_client_that_tries_many_names_is_slowed_down()
    {
        for (var i = 0; i < SignInAttemptStore.FreeByClient; i++)
        {
            Assert.True((await TakeAsync($"name{i}", Attacker)).MayTry);
        }

        Assert.False((await TakeAsync("another", Attacker)).MayTry);
        Assert.True((await TakeAsync("another", "192.0.2.1")).MayTry);
    }

    [Fact]
    public async Task A_success_forgets_the_failures_of_that_client_and_a_day_forgets_all()
    {
        await FailAsync("mila", Attacker, SignInAttemptStore.FreeByNameAndClient - 1);
        Assert.NotNull(await _service.CheckAsync("mila", Guests.Password, Attacker));
        await FailAsync("mila", Attacker, SignInAttemptStore.FreeByNameAndClient);
        Assert.False((await TakeAsync("mila", Attacker)).MayTry);

        _service.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await FailAsync("mila", Attacker, SignInAttemptStore.FreeByNameAndClient);
    }

    private Task<(bool MayTry, TimeSpan Wait)> TakeAsync(string name, string network) =>
        Attempts.TakeAsync(name, new SignInClient(network), false, TestContext.Current.CancellationToken);

    private async Task FailAsync(string name, string network, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var (mayTry, wait) = await TakeAsync(name, network);
            if (!mayTry)
            {
                _service.Clock.Advance(wait);
                await TakeAsync(name, network);
            }
        }
    }
}
