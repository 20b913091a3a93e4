using System.Globalization;
using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.People;
using Recommender.Service.Training;
using Recommender.Service.Workers;

namespace Recommender.Service.Watching;

/// <summary>Derives warnings with advice from the monitored state. They are public: they contain nothing private.</summary>
public sealed class Warnings(
    SiteSnapshots snapshots, SiteSettings<WatchOptions> settings, IOptions<WatchOptions> options, WorkHealth work, TimeProvider clock)
{
    private const int MostNamed = 5;

    /// <summary>The current warnings about the installation and its sites.</summary>
    /// <param name="state">The result of the last check.</param>
    public IReadOnlyList<Warning> Of(MonitorState state)
    {
        var warnings = new List<Warning>();
        if (state.StoreProblem is { } problem)
        {
            warnings.Add(new Warning(WarningKind.StoreNotWritable, null, problem));
        }

        if (state.FreeBytes < options.Value.MinFreeMegabytes * 1_000_000L)
        {
            warnings.Add(new Warning(WarningKind.DiskNearlyFull, null, Text(
                $"{state.FreeBytes / 1_000_000} MB are left on the disk, less than the minimum of {options.Value.MinFreeMegabytes} MB")));
        }

        foreach (var snapshot in snapshots.All)
        {
            warnings.AddRange(Of(snapshot, state.Of(snapshot.Site)));
        }

        warnings.AddRange(work.Failing.Select(failing => new Warning(WarningKind.WorkFailing, failing.Site, Text(
            $"{failing.What}: failed {Times(failing.Times)} since {failing.Since.UtcDateTime:yyyy-MM-dd HH:mm} UTC and is retried: ")
            + failing.Problem)));
        warnings.AddRange(snapshots.Failures.Select(failure => new Warning(WarningKind.SiteUnreadable, failure.Key, failure.Value)));

        warnings.AddRange(state.EndingKeys.GroupBy(key => key.Site, (site, keys) => Of(site, [.. keys])));
        return warnings;
    }

    private IEnumerable<Warning> Of(SiteSnapshot snapshot, SiteState state)
    {
        var (site, now, bounds) = (snapshot.Site, clock.GetUtcNow(), settings.Of(snapshot.Site));
        if (snapshot.Warning is { } warning)
        {
            yield return new Warning(WarningKind.ModelUnreadable, site, warning);
        }

        if (!snapshot.Unreadable.IsEmpty)
        {
            var named = Named(snapshot.Unreadable.Select(article => $"{article.Key} ({article.Value})"));
            yield return new Warning(WarningKind.ArticlesUnreadable, site, string.Create(CultureInfo.InvariantCulture,
                $"{snapshot.Unreadable.Count} articles cannot be read and stay as they were last read: {named}; ")
                + "repair their rows, then restart");
        }

        if (snapshot.Rules.Unreadable is { IsEmpty: false } rules)
        {
            var named = Named(rules.Select(rule => $"{rule.Id} ({rule.Problem})"));
            yield return new Warning(WarningKind.RulesUnreadable, site, string.Create(CultureInfo.InvariantCulture,
                $"{rules.Length} rules cannot be read and are inactive: {named}; ")
                + "a newer recommender may have written them: run that one, or delete them");
        }

        if (state.Problem is { } unknown)
        {
            yield return new Warning(WarningKind.SiteUnreadable, site, unknown);
        }

        if (snapshot.LiveVersion is null && snapshot.Articles.Count > 0)
        {
            yield return new Warning(WarningKind.NoModel, site, $"no model yet: run 'recommender train --site {site}'");
        }

        if (snapshot.Model is { Manifest.Created: var created } && now - created > bounds.MaxModelAge)
        {
            yield return new Warning(WarningKind.ModelTooOld, site, Text(
                $"the live model is {Days(now - created)} old, more than {Days(bounds.MaxModelAge)}: ")
                + Text($"run 'recommender train --site {site}', or check why its schedule does not run"));
        }

        if (state.LastRun is { State: RunState.Failed or RunState.Refused } run)
        {
            var refused = run.State == RunState.Refused;
            yield return new Warning(refused ? WarningKind.RunRefused : WarningKind.RunFailed, site,
                $"the last run {(refused ? "was refused by the gate" : "failed")}: see 'recommender runs show {run.Id} --site {site}'");
        }

        if (state.IsSilent(now, bounds))
        {
            yield return new Warning(WarningKind.FeedSilent, site, Text(
                $"nothing new for {Days(now - state.LastArrival!.Value)}; the usual maximum is ")
                + Text($"{Days(state.UsualInterval!.Value)}: check that its feed is read or that its system still pushes"));
        }

        if (state.Unrefreshed > 0)
        {
            yield return new Warning(WarningKind.ListsUnrefreshed, site, Text(
                $"{state.Unrefreshed} articles have waited to be folded in for more than {Days(bounds.MaxWaitForList)}: see the ")
                + Text($"log, or run 'recommender train --site {site}'"));
        }
    }

    private Warning Of(string site, IReadOnlyList<ApiKey> keys)
    {
        var now = clock.GetUtcNow();
        var named = Named(keys.Select(key => Text($"{key.Shown} {(key.Ends > now ? "stops" : "stopped")} on {key.Ends:yyyy-MM-dd}")));
        return new Warning(WarningKind.KeysEnding, site == SiteRoles.AllSites ? null : site,
            $"the provider has not confirmed for long the roles of people who answer for keys in use: {named}; they must sign in, or "
            + "another administrator must take over the keys at the desk");
    }

    private static string Times(int times) => times == 1 ? "once" : Text($"{times} times");

    private static string Named(IEnumerable<string> all)
    {
        var named = all.Take(MostNamed + 1).ToList();
        return string.Join(", ", named.Take(MostNamed)) + (named.Count > MostNamed ? ", …" : "");
    }

    private static string Days(TimeSpan span) =>
        span.TotalDays >= 2 ? Text($"{span.TotalDays:0.#} days") : span.TotalHours >= 1 ? Text($"{span.TotalHours:0.#} hours")
            : Text($"{span.TotalMinutes:0.#} minutes");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
