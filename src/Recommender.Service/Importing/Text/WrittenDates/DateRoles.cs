namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>What a word does in a date besides naming a month or day; its place decides between several.</summary>
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
