using System.Collections.Concurrent;

namespace Recommender.Service.Workers;

/// <summary>Which background work fails at present, for health and metrics. Safe for concurrent use.</summary>
public sealed class WorkHealth(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Site, string What), Duty> _duties = new();

    /// <summary>What fails at present, by site and name.</summary>
    public IReadOnlyList<FailingWork> Failing =>
        [.. _duties.Values.Select(duty => duty.Failing).OfType<FailingWork>()
            .OrderBy(failing => failing.Site, StringComparer.Ordinal).ThenBy(failing => failing.What, StringComparer.Ordinal)];

    /// <summary>Failures since the start of every kind of work that was begun.</summary>
    public IEnumerable<(string? Site, string What, long Failures)> Failures =>
        _duties.Values.Select(duty => (duty.Site, duty.What, duty.Failures));

    /// <summary>A kind of work; the same object for the same names.</summary>
    /// <param name="site">Its site; null for work for the whole installation.</param>
    /// <param name="what">A short name, such as "importing its sources". Public: nothing private.</param>
    internal Duty Of(string? site, string what) =>
        _duties.GetOrAdd((site ?? "", what), static (key, of) => new Duty(of.site, key.What, of.clock), (site, clock));
}
