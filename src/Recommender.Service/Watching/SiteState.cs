using Recommender.Service.Training;

namespace Recommender.Service.Watching;

/// <summary>The result of checking a site, beyond the content of its snapshot. Immutable.</summary>
public sealed record SiteState
{
    public static readonly SiteState Unknown = new();

    /// <summary>The run that ended last; null if none has.</summary>
    public Run? LastRun { get; init; }

    /// <summary>The open run; null if there is none.</summary>
    public Run? OpenRun { get; init; }

    /// <summary>When an article was last imported for the first time or pushed; null if there is none.</summary>
    public DateTimeOffset? LastArrival { get; init; }

    /// <summary>Whether articles are expected to arrive automatically: sources are configured, or the site pushes.</summary>
    public bool IsFed { get; init; }

    /// <summary>The longest usual pause between two articles; null if there are too few to estimate it.</summary>
    public TimeSpan? UsualInterval { get; init; }

    /// <summary>Publication date of the newest article on the list of another; null if all lists are empty.</summary>
    public DateTimeOffset? NewestListed { get; init; }

    /// <summary>Articles that have waited for their list for longer than <see cref="WatchOptions.MaxWaitForList"/>.</summary>
    public int Unrefreshed { get; init; }

    /// <summary>Why the check failed, so that the other values are those of an earlier one; null if it succeeded.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether no article has arrived for longer than usual.</summary>
    /// <param name="options">The site's bounds.</param>
    public bool IsSilent(DateTimeOffset now, WatchOptions options) =>
        IsFed && LastArrival is { } last && UsualInterval is { } usual
        && now - last > options.SilentAfterAtLeast && now - last > usual * options.SilentFactor;
}
