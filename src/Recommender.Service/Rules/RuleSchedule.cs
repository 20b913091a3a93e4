namespace Recommender.Service.Rules;

/// <summary>When a rule applies: at moments that meet every given condition.</summary>
/// <param name="Starts">Not before; null: from the beginning.</param>
/// <param name="Ends">Not at or after; null: without end.</param>
/// <param name="Days">On these days of the week in the site's time zone; empty: on all.</param>
/// <param name="From">From this time of day in the site's time zone; null: from midnight.</param>
/// <param name="To">Until before this time of day; null: until midnight. At or before <paramref name="From"/>: of the next day.</param>
public sealed record RuleSchedule(
    DateTimeOffset? Starts, DateTimeOffset? Ends, IReadOnlyList<DayOfWeek> Days, TimeOnly? From, TimeOnly? To);
