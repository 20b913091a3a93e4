namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>What the words and numbers of a written date say, before they are put together.</summary>
internal sealed class DateFields
{
    /// <summary>Numbers of which only their place tells what they are.</summary>
    public List<DateNumber> Numbers { get; } = [];

    /// <summary>Words that may name the month or the day of the week.</summary>
    public List<(DateWord Word, int At, bool IsLong)> Names { get; } = [];

    public int? Year { get; set; }

    public int? Month { get; set; }

    public int? Day { get; set; }

    public int? WeekOfYear { get; set; }

    public TimeSpan? Time { get; set; }

    public bool? IsAfternoon { get; set; }

    /// <summary>The offset from UTC; null if none is stated.</summary>
    public TimeSpan? Offset { get; set; }

    /// <summary>The zone, if one is named by its place.</summary>
    public TimeZoneInfo? Zone { get; set; }

    public bool IsBuddhist { get; set; }

    /// <summary>Whether a word is Korean: such a date without a zone is of Korea.</summary>
    public bool IsKorean { get; set; }
}

/// <summary>A number of a date.</summary>
/// <param name="At">The number of its token.</param>
/// <param name="Before">The mark that stands directly before it; '\0' for none.</param>
internal readonly record struct DateNumber(int Value, int Digits, int At, char Before, bool IsOrdinal)
{
    public bool IsYear => Digits == 4;
}
