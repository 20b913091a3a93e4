using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>The part of a day in which a schedule applies, in UTC. A window that begins on one day may end on the next.</summary>
internal static class DailyWindow
{
    private const int DaysInWeek = 7;

    /// <summary>True for a schedule that applies all day, every day between its start and its end.</summary>
    public static bool IsWholeDays(RuleSchedule schedule) => schedule is { Days.Count: 0 or DaysInWeek, From: null, To: null };

    /// <summary>Whether a window begins on that day.</summary>
    public static bool IsOn(RuleSchedule schedule, DateOnly day) => schedule.Days.Count == 0 || schedule.Days.Contains(day.DayOfWeek);

    /// <summary>The window that begins on a day; empty if it lies in an hour that the clocks skip.</summary>
    /// <returns>UTC; the end is exclusive.</returns>
    public static (DateTime Begin, DateTime End) Of(RuleSchedule schedule, DateOnly day, TimeZoneInfo zone)
    {
        var from = schedule.From ?? TimeOnly.MinValue;
        var end = schedule.To is { } to
            ? LocalTime.End(to > from ? day : day.AddDays(1), to, zone)
            : LocalTime.End(day.AddDays(1), TimeOnly.MinValue, zone);
        return (LocalTime.Begin(day, from, zone), end);
    }

    /// <summary>When a schedule applies next, from a moment on.</summary>
    /// <returns>UTC, the moment itself if it applies then; null if it no longer applies.</returns>
    public static DateTime? NextBegin(RuleSchedule? schedule, DateTime now, TimeZoneInfo zone)
    {
        if (schedule is null)
        {
            return now;
        }

        var earliest = schedule.Starts is { } starts && starts.UtcDateTime > now ? starts.UtcDateTime : now;
        var ends = schedule.Ends?.UtcDateTime ?? DateTime.MaxValue;
        if (IsWholeDays(schedule) || earliest.Year == DateTime.MaxValue.Year)
        {
            return earliest < ends ? earliest : null;
        }

        // A week, the window of the day before, and one more week if the clocks skip a whole window.
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(earliest, zone)).AddDays(-1);
        for (var day = first; day <= first.AddDays((2 * DaysInWeek) + 1); day = day.AddDays(1))
        {
            if (!IsOn(schedule, day))
            {
                continue;
            }

            var (begin, end) = Of(schedule, day, zone);
            var holds = begin > earliest ? begin : earliest;
            if (holds < end)
            {
                return holds < ends ? holds : null;
            }
        }

        return null;
    }
}
