namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>In which order the dates of a feed that consist of numbers are seen to be written. Slashes and dashes are seen apart.</summary>
[Flags]
internal enum DayOrders
{
    None = 0,
    DayFirst = 1,
    MonthFirst = 2,
    DayFirstWithDash = 4,
    MonthFirstWithDash = 8,
}
