using Recommender.Service.Training;

namespace Recommender.Service.Watching;

/// <summary>What a look found of a site, beyond what its snapshot tells. Immutable.</summary>
public sealed record SiteState
{
    public static readonly SiteState Unknown = new();

    /// <summary>The run that ended last; null where none has.</summary>
    public Run? LastRun { get; init; }

    /// <summary>The run that is not over; null where there is none.</summary>
    public Run? OpenRun { get; init; }

    /// <summary>When an article came for the first time, or was pushed, last; null where none has.</summary>
    public DateTimeOffset? LastArrival { get; init; }

    /// <summary>Whether articles are expected to come by themselves: settings name sources, or the site pushes.</summary>
    public bool IsFed { get; init; }

    /// <summary>The longest usual pause between two articles; null where there are too few to say.</summary>
    public TimeSpan? UsualInterval { get; init; }

    /// <summary>Publication of the newest standing article that is on the list of another; null where lists are empty.</summary>
    public DateTimeOffset? NewestListed { get; init; }

    /// <summary>Articles that wait for their list for longer than <see cref="WatchOptions.MaxWaitForList"/>.</summary>
    public int Unrefreshed { get; init; }

    /// <summary>Why the look failed, so that the rest is of an earlier one; null if it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the site brings nothing for longer than usual.</summary>
    /// <param name="now">The time.</param>
    /// <param name="options">The site's bounds.</param>
    public bool IsSilent(DateTimeOffset now, WatchOptions options) =>
        IsFed && LastArrival is { } last && UsualInterval is { } usual
        && now - last > options.SilentAfterAtLeast && now - last > usual * options.SilentFactor;
}
