using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>What a clock that was a year ahead wrote about people does no harm once it is right again.</summary>
public sealed class FutureClockTests : IAsyncLifetime
{
    private RunningService _service = null!;
    private DateTimeOffset _right;
    private Person _mila = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync();
        await _service.PersonAsync("mila", Role.Editor);
        _mila = (await _service.CheckAsync("mila", Guests.Password))!;
        _right = _service.Clock.GetUtcNow();
        _service.Clock.AdjustTime(_right.AddYears(1));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Sessions_end_instead_of_lasting_a_year_longer()
    {
        var sessions = _service.Get<SessionStore>();
        var secret = (await sessions.BeginAsync(_mila, "a browser", Cancel))!;
        Assert.NotNull(await sessions.FindAsync(secret, Cancel));

        _service.Clock.AdjustTime(_right);

        Assert.Null(await sessions.FindAsync(secret, Cancel));
        Assert.Empty(await sessions.ListAsync(_mila.Id, Cancel));
        Assert.NotNull(await sessions.FindAsync((await sessions.BeginAsync(_mila, "a browser", Cancel))!, Cancel));
    }

    [Fact]
    public async Task Links_end_instead_of_lasting_a_year_longer()
    {
        var links = _service.Get<OneTimeLinkStore>();
        var secret = (await _service.Get<AccessManagement>().ResetAsync(_mila.Id, Actor.Operator, Cancel)).Value!.Secret;
        Assert.NotNull(await links.PersonOfAsync(secret, Cancel));

        _service.Clock.AdjustTime(_right);

        Assert.Null(await links.PersonOfAsync(secret, Cancel));
    }

    [Fact]
    public async Task Failed_sign_ins_slow_nobody_down_for_a_year()
    {
        var attempts = _service.Get<SignInAttemptStore>();
        var client = new SignInClient("192.0.2.1");
        while ((await attempts.TakeAsync("mila", client, false, Cancel)).MayTry)
        {
        }

        _service.Clock.AdjustTime(_right);

        Assert.True((await attempts.TakeAsync("mila", client, false, Cancel)).MayTry);
    }

    [Fact]
    public async Task Refusals_are_listed_anew_instead_of_counting_as_those_of_the_future()
    {
        await FailAsync();

        _service.Clock.AdjustTime(_right);
        await FailAsync();

        Assert.Contains(await _service.Get<AccessEvents>().LatestAsync(10, Cancel), entry => entry.At == _right);

        Task FailAsync() => _service.NewClient().SendFormAsync(
            "/desk/-/sign-in", "/desk/-/sign-in", ("name", "mila"), ("password", "not the password"));
    }
}
