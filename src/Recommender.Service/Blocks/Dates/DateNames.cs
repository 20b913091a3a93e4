using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recommender.Service.Blocks.Dates;

/// <summary>
/// The names of months and days in the languages of Unicode CLDR. The program runs without the cultures of the machine, so that it sorts and
/// compares alike everywhere; what readers see of a language lies in a file of its own, which tests/make-date-names.cs writes.
/// </summary>
/// <param name="Date">Day, month by name and year as the language writes them, a .NET date format.</param>
/// <param name="Names">The names.</param>
internal sealed record DateNames(string Date, DateTimeFormatInfo Names)
{
    private static readonly DateNames English = new("d MMMM yyyy", DateTimeFormatInfo.InvariantInfo);

    private static readonly Lazy<Dictionary<string, DateNames>> ByLanguage = new(Read);

    /// <param name="language">A BCP 47 tag; null or one of an unknown language: English.</param>
    public static DateNames In(string? language)
    {
        for (var tag = language ?? ""; tag.Length > 0 && !IsEnglish(tag); tag = tag[..Math.Max(0, tag.LastIndexOf('-'))])
        {
            if (ByLanguage.Value.TryGetValue(tag, out var names))
            {
                return names;
            }
        }

        return English;
    }

    private static bool IsEnglish(string tag) => tag.Equals("en", StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, DateNames> Read()
    {
        using var file = typeof(DateNames).Assembly.GetManifestResourceStream("date-names.json")!;
        return JsonSerializer.Deserialize(file, DateNamesJson.Default.DictionaryStringWrittenNames)!
            .ToDictionary(language => language.Key, language => new DateNames(language.Value.Date, Of(language.Value)), StringComparer.OrdinalIgnoreCase);
    }

    private static DateTimeFormatInfo Of(WrittenNames written)
    {
        // .NET wants a thirteenth month, which other calendars have.
        string[] months = [.. written.Months, ""], shortMonths = [.. written.ShortMonths, ""];
        return new DateTimeFormatInfo
        {
            MonthNames = months, MonthGenitiveNames = months, AbbreviatedMonthNames = shortMonths, AbbreviatedMonthGenitiveNames = shortMonths,
            DayNames = written.Days, AbbreviatedDayNames = written.ShortDays,
        };
    }
}

/// <summary>A language of the file.</summary>
internal sealed record WrittenNames(string Date, string[] Months, string[] ShortMonths, string[] Days, string[] ShortDays);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, WrittenNames>))]
internal sealed partial class DateNamesJson : JsonSerializerContext;
