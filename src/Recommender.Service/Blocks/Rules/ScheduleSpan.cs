using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>Whether a schedule applies at one moment, and a span around it in which that does not change.</summary>
/// <param name="Holds">Whether the rule applies.</param>
/// <param name="Since">UTC, at or before the moment.</param>
/// <param name="Until">UTC, after the moment.</param>
internal readonly record struct ScheduleSpan(bool Holds, DateTime Since, DateTime Until)
{
    public static readonly ScheduleSpan Always = new(true, DateTime.MinValue, DateTime.MaxValue);

    /// <param name="schedule">When a rule applies; null: always.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="zone">The site's time zone.</param>
    public static ScheduleSpan At(RuleSchedule? schedule, DateTime now, TimeZoneInfo zone)
    {
        if (schedule is null)
        {
            return Always;
        }

        var (starts, ends) = (schedule.Starts?.UtcDateTime ?? DateTime.MinValue, schedule.Ends?.UtcDateTime ?? DateTime.MaxValue);
        if (now >= ends)
        {
            return new ScheduleSpan(false, ends, DateTime.MaxValue);
        }

        if (now < starts)
        {
            return new ScheduleSpan(false, DateTime.MinValue, starts);
        }

        return DailyWindow.IsWholeDays(schedule)
            ? new ScheduleSpan(true, starts, ends)
            : WithinDay(schedule, now, zone).Clamp(starts, ends);
    }

    private static ScheduleSpan WithinDay(RuleSchedule schedule, DateTime now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone));
        // The local midnights are edges as well, so the windows of other days do not matter.
        var (since, until) = (LocalTime.Begin(today, TimeOnly.MinValue, zone), LocalTime.Begin(today.AddDays(1), TimeOnly.MinValue, zone));
        var holds = false;
        foreach (var day in (ReadOnlySpan<DateOnly>)[today.AddDays(-1), today])
        {
            if (!DailyWindow.IsOn(schedule, day))
            {
                continue;
            }

            var (begin, end) = DailyWindow.Of(schedule, day, zone);
            holds |= begin <= now && now < end;
            foreach (var edge in (ReadOnlySpan<DateTime>)[begin, end])
            {
                (since, until) = edge <= now ? (Later(since, edge), until) : (since, Earlier(until, edge));
            }
        }

        return new ScheduleSpan(holds, Earlier(since, now), until);
    }

    private ScheduleSpan Clamp(DateTime starts, DateTime ends) => this with { Since = Later(Since, starts), Until = Earlier(Until, ends) };

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
