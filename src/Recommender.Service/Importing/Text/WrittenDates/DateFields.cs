namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>What the words and numbers of a written date say, before they are put together.</summary>
internal sealed class DateFields
{
    /// <summary>Numbers whose meaning depends on their place.</summary>
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
