namespace Recommender.Service.Importing.Text.WrittenDates;

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
