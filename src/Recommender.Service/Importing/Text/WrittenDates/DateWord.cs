namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>What a word does in a date besides naming a month or day; where it stands tells which of several.</summary>
[Flags]
internal enum DateRoles
{
    None = 0,

    /// <summary>Nothing: "on", "de", "года".</summary>
    Filler = 1,

    /// <summary>A time follows: "kl", "um", "godz".</summary>
    Clock = 2,

    /// <summary>It follows a number of that unit.</summary>
    Year = 4,
    Month = 8,
    Day = 16,
    Hour = 32,
    Minute = 64,
    Second = 128,

    /// <summary>It precedes a number of that unit.</summary>
    BeforeYear = 256,
    BeforeMonth = 512,
    BeforeDay = 1024,

    /// <summary>It makes the number before it an ordinal one.</summary>
    Ordinal = 2048,

    /// <summary>The year is of the Buddhist era.</summary>
    Buddhist = 4096,

    /// <summary>It parts date and time, as in ISO 8601.</summary>
    TimeMark = 8192,

    /// <summary>A number of the week follows.</summary>
    Week = 16384,
}

/// <summary>A name or other word in dates, with the languages in which it means that.</summary>
internal sealed class DateWord
{
    /// <summary>The months that it may name, 1 to 12; 13 to 24 are those of the Persian calendar.</summary>
    public List<Meaning> Months { get; } = [];

    /// <summary>The days of the week that it may name, 0 being Sunday.</summary>
    public List<Meaning> Days { get; } = [];

    /// <summary>Languages in which it means before noon; zero for none.</summary>
    public ulong Forenoon { get; set; }

    /// <summary>Languages in which it means after noon; zero for none.</summary>
    public ulong Afternoon { get; set; }

    public DateRoles Roles { get; set; }

    /// <summary>The year before the first one of an era ("令和": 2018); zero for no era.</summary>
    public int Era { get; set; }

    /// <summary>A value with the languages, as bits, in which a word has it.</summary>
    internal readonly record struct Meaning(int Value, ulong Languages);
}
