namespace Recommender.Service.Blocks.Rules;

/// <summary>
/// The instant of a local time of day. A time that the clocks skip is the instant of the jump. Of a time that occurs twice, a beginning is
/// the first and an end the second, so a window is never too short.
/// </summary>
internal static class LocalTime
{
    /// <returns>UTC.</returns>
    public static DateTime Begin(DateOnly day, TimeOnly time, TimeZoneInfo zone) => ToUtc(day.ToDateTime(time), zone, isEnd: false);

    /// <returns>UTC.</returns>
    public static DateTime End(DateOnly day, TimeOnly time, TimeZoneInfo zone) => ToUtc(day.ToDateTime(time), zone, isEnd: true);

    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone, bool isEnd)
    {
        if (zone.IsInvalidTime(local))
        {
            local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(local.AddMinutes(-1)))
            {
                local = local.AddMinutes(-1);
            }

            return Utc(local, zone.GetUtcOffset(local.AddMinutes(-1)));
        }

        if (zone.IsAmbiguousTime(local))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(local);
            return Utc(local, isEnd ? offsets.Min() : offsets.Max());
        }

        return Utc(local, zone.GetUtcOffset(local));
    }

    private static DateTime Utc(DateTime local, TimeSpan offset) => new(local.Ticks - offset.Ticks, DateTimeKind.Utc);
}
