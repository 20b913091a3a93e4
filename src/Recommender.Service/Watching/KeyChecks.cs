using Recommender.Service.People;

namespace Recommender.Service.Watching;

/// <summary>
/// Finds API keys that programs use and that stop, because an OpenID Connect provider no longer confirms the roles of who answers for them.
/// </summary>
public sealed class KeyChecks(ApiKeyStore keys, TimeProvider clock)
{
    /// <summary>Time between the warning and the end.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(7);

    private const int InUseDays = 7;

    /// <summary>Keys that were used in the last seven days, and stop within seven days or have stopped.</summary>
    /// <exception cref="System.Data.Common.DbException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<ApiKey>> EndingAsync(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        var used = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-InUseDays);
        return [.. (await keys.ListAsync(cancel)).Where(key => key.WorksAt(now) && key.LastUsed >= used && key.Ends - now <= Before)];
    }
}
