using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Rules;
using Recommender.Service.Tests.Rules;
using static Recommender.Service.Tests.Rules.TestRules;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Rules;

public class ScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_rule_applies_from_its_start_until_just_before_its_end()
    {
        var schedule = new RuleSchedule(At("2026-06-01T12:00Z"), At("2026-06-02T12:00Z"), [], null, null);

        Assert.Equal(["2026-06-01T12:00Z", "2026-06-02T12:00Z"], Changes(schedule, "2026-05-31T00:00Z", "2026-06-04T00:00Z"));
    }

    [Fact]
    public void Days_and_hours_are_those_of_the_sites_time_zone()
    {
        // A Monday in June: Berlin is two hours ahead.
        var schedule = new RuleSchedule(null, null, [DayOfWeek.Monday, DayOfWeek.Tuesday], new(9, 0), new(17, 30));

        Assert.Equal(
            ["2026-06-01T07:00Z", "2026-06-01T15:30Z", "2026-06-02T07:00Z", "2026-06-02T15:30Z", "2026-06-08T07:00Z"],
            Changes(schedule, "2026-05-31T00:00Z", "2026-06-08T12:00Z"));
    }

    [Fact]
    public void Whole_days_begin_at_local_midnight()
    {
        var schedule = new RuleSchedule(null, null, [DayOfWeek.Sunday], null, null);

        Assert.Equal(["2026-06-06T22:00Z", "2026-06-07T22:00Z"], Changes(schedule, "2026-06-03T00:00Z", "2026-06-10T00:00Z"));
    }

    [Fact]
    public void A_window_over_midnight_belongs_to_the_day_on_which_it_begins()
    {
        var schedule = new RuleSchedule(null, null, [DayOfWeek.Saturday], new(22, 0), new(2, 0));

        Assert.Equal(["2026-06-06T20:00Z", "2026-06-07T00:00Z"], Changes(schedule, "2026-06-03T00:00Z", "2026-06-10T00:00Z"));
    }

    [Fact]
    public void A_window_that_ends_when_it_begins_lasts_a_day()
    {
        var schedule = new RuleSchedule(null, null, [DayOfWeek.Saturday], new(6, 0), new(6, 0));

        Assert.Equal(["2026-06-06T04:00Z", "2026-06-07T04:00Z"], Changes(schedule, "2026-06-03T00:00Z", "2026-06-10T00:00Z"));
    }

    // On 29 March 2026 the clocks of Berlin jump at 01:00 UTC from 02:00 to 03:00; on 25 October they go back at 01:00 UTC from 03:00 to
    // 02:00.
    [Theory]
    [InlineData("2026-03-29", "01:30", "03:30", "2026-03-29T00:30Z", "2026-03-29T01:30Z")]
    [InlineData("2026-03-29", "02:30", "04:00", "2026-03-29T01:00Z", "2026-03-29T02:00Z")]
    [InlineData("2026-03-29", "01:00", "02:30", "2026-03-29T00:00Z", "2026-03-29T01:00Z")]
    [InlineData("2026-03-28", "23:00", "02:15", "2026-03-28T22:00Z", "2026-03-29T01:00Z")]
    [InlineData("2026-10-25", "02:00", "03:00", "2026-10-25T00:00Z", "2026-10-25T02:00Z")]
    [InlineData("2026-10-25", "01:30", "02:30", "2026-10-24T23:30Z", "2026-10-25T01:30Z")]
    [InlineData("2026-10-25", "02:30", "03:30", "2026-10-25T00:30Z", "2026-10-25T02:30Z")]
    [InlineData("2026-10-25", "00:00", "00:00", "2026-10-24T22:00Z", "2026-10-25T23:00Z")]
    public void When_clocks_change_a_window_begins_at_its_first_and_ends_at_its_last_moment(
        string day, string from, string to, string begins, string ends)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var schedule = new RuleSchedule(null, null, [date.DayOfWeek], Time(from), Time(to));
        var begin = At(begins);

        Assert.Equal([begins, ends], Changes(schedule, Text(begin.AddHours(-3)), Text(begin.AddDays(3))));
    }

    [Fact]
    public void A_window_within_the_skipped_hour_does_not_occur_that_day()
    {
        var schedule = new RuleSchedule(null, null, [], new(2, 15), new(2, 45));

        Assert.Equal(
            ["2026-03-28T01:15Z", "2026-03-28T01:45Z", "2026-03-30T00:15Z", "2026-03-30T00:45Z"],
            Changes(schedule, "2026-03-28T00:00Z", "2026-03-30T12:00Z"));
    }

    [Fact]
    public void The_span_around_a_moment_has_one_state_throughout()
    {
        RuleSchedule[] schedules =
        [
            new(null, null, [DayOfWeek.Saturday, DayOfWeek.Sunday], new(1, 30), new(2, 30)),
            new(At("2026-10-24T12:00Z"), At("2026-10-25T20:10Z"), [], new(22, 0), new(2, 30)),
            new(null, At("2026-03-29T00:50Z"), [DayOfWeek.Sunday], null, new(2, 30)),
        ];
        foreach (var schedule in schedules)
        {
            foreach (var start in new[] { "2026-03-27T00:00Z", "2026-10-23T00:00Z" })
            {
                for (var now = At(start); now < At(start).AddDays(4); now = now.AddMinutes(10))
                {
                    var span = ScheduleSpan.At(schedule, now.UtcDateTime, Berlin);
                    Assert.True(span.Since <= now.UtcDateTime && now.UtcDateTime < span.Until);
                    var last = now.UtcDateTime.AddDays(5) < span.Until ? now.UtcDateTime.AddDays(5) : span.Until.AddTicks(-1);
                    Assert.Equal(span.Holds, ScheduleSpan.At(schedule, last, Berlin).Holds);
                    Assert.Equal(span.Holds, DailyWindow.NextBegin(schedule, now.UtcDateTime, Berlin) == now.UtcDateTime);
                }
            }
        }
    }

    [Fact]
    public void The_next_beginning_is_null_if_there_is_none_before_the_end()
    {
        var schedule = new RuleSchedule(At("2026-06-02T12:00Z"), At("2026-06-09T00:00Z"), [DayOfWeek.Monday], new(9, 0), new(10, 0));

        Assert.Equal(At("2026-06-08T07:00Z").UtcDateTime, DailyWindow.NextBegin(schedule, At("2026-06-01T00:00Z").UtcDateTime, Berlin));
        Assert.Null(DailyWindow.NextBegin(schedule, At("2026-06-08T08:00Z").UtcDateTime, Berlin));
    }

    [Fact]
    public void A_block_follows_schedules_forward_and_backward_in_time()
    {
        var site = TestSnapshots.Of(Of("page"), Of("a", 1), Of("b", 2)).WithList("page", [("a", .9f)])
            .WithRules(Pin("b", 1) with { Schedule = new RuleSchedule(Now.AddHours(1), Now.AddHours(2), [], null, null) });

        foreach (var (minutes, expected) in new[] { (0, "a"), (60, "b a"), (119, "b a"), (120, "a"), (90, "b a"), (30, "a") })
        {
            var request = new BlockRequest { Article = site.Articles.FindBySourceId("page"), Limit = 5 };
            var block = new BlockBuilder(site, request, new BlockOptions(), Now.AddMinutes(minutes)).Build();
            Assert.Equal(expected.Split(' '), block.Items.Select(item => item.Card.SourceId));
        }
    }

    // The minutes at which the schedule begins or ceases to hold.
    private static List<string> Changes(RuleSchedule schedule, string from, string to)
    {
        var changes = new List<string>();
        var held = false;
        for (var now = At(from); now < At(to); now = now.AddMinutes(5))
        {
            var holds = ScheduleSpan.At(schedule, now.UtcDateTime, Berlin).Holds;
            if (holds != held)
            {
                changes.Add(Text(now));
            }

            held = holds;
        }

        return changes;
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
