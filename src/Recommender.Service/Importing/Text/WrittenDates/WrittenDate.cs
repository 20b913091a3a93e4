namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>What was read of a written date.</summary>
/// <param name="Instant">The instant, in UTC; null if it cannot be read, or not with certainty.</param>
/// <param name="Other">For a date that may be of two days, the second one; <see cref="First"/> is the first.</param>
/// <param name="Order">The order of day and month that the date shows, for others of its feed.</param>
internal readonly record struct WrittenDate(
    DateTimeOffset? Instant, DateTimeOffset? First = null, DateTimeOffset? Other = null, DayOrders Order = DayOrders.None)
{
    /// <summary>It cannot be read.</summary>
    public static WrittenDate Unread => default;

    /// <summary>Whether it may be of two days, and nothing tells which.</summary>
    public bool IsAmbiguous => Instant is null && Other is not null;
}
