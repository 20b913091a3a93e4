// Writes the names of months and days of all languages that ICU knows (Unicode CLDR), from the ICU of the machine it runs on:
// dotnet run tests/make-date-names.cs > src/Recommender.Service/Blocks/Dates/date-names.json
// or, of the languages in which dates are read, all forms of the names:
// dotnet run tests/make-date-names.cs words > src/Recommender.Service/Importing/Text/WrittenDates/date-words.tsv
#:property InvariantGlobalization=false
#:property PublishAot=false
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

var english = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
var languages = new List<(string Name, DateTimeFormatInfo Dates)>();
foreach (var name in CultureInfo.GetCultures(CultureTypes.NeutralCultures).Select(culture => culture.Name).Where(name => name.Length > 0))
{
    var culture = new CultureInfo(name, useUserOverride: false);
    var dates = culture.DateTimeFormat;
    if (culture.Calendar is not GregorianCalendar && GregorianOf(culture) is { } gregorian)
    {
        dates.Calendar = gregorian;
    }

    // If a language has no names, ICU returns "M01" or the English names. A date with an era belongs to another calendar.
    if (dates.Calendar is GregorianCalendar && dates.MonthNames[0] != "M01" && !dates.MonthNames.SequenceEqual(english)
        && !DateOf(dates).Contains('g'))
    {
        languages.Add((name, dates));
    }
}

Console.OutputEncoding = new UTF8Encoding(false);
if (args is ["words"])
{
    WriteWords();
    return;
}

var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
Console.WriteLine("{");
for (var i = 0; i < languages.Count; i++)
{
    var (name, dates) = languages[i];
    using var line = new MemoryStream();
    using (var json = new Utf8JsonWriter(line, options))
    {
        json.WriteStartObject();
        json.WriteString("date", DateOf(dates));
        Names(json, "months", dates.MonthGenitiveNames, 12);
        Names(json, "shortMonths", dates.AbbreviatedMonthGenitiveNames, 12);
        Names(json, "days", dates.DayNames, 7);
        Names(json, "shortDays", dates.AbbreviatedDayNames, 7);
        json.WriteEndObject();
    }

    Console.WriteLine(
        $"  {JsonSerializer.Serialize(name)}: {Encoding.UTF8.GetString(line.ToArray())}{(i < languages.Count - 1 ? "," : "")}");
}

Console.WriteLine("}");

// A line per language: its twelve months, seven days from Sunday on, forenoon and afternoon; forms of a name separated by bars.
void WriteWords()
{
    string[] read =
    [
        "en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sk", "ru", "uk", "sv", "nb", "nn", "da", "fi", "hu", "ro", "tr", "el", "bg",
        "hr", "sr", "sr-Latn", "bs", "sl", "mk", "id", "ms", "vi", "ar", "he", "fa", "hi", "bn", "ja", "ko", "zh", "th", "ca", "eu", "gl",
        "lt", "lv", "et", "is", "ga", "sq", "be", "af",
    ];
    foreach (var name in read)
    {
        var dates = languages.FirstOrDefault(language => language.Name == name).Dates
            ?? (GregorianOf(new CultureInfo(name, useUserOverride: false)) is { } gregorian
                ? Gregorian(new CultureInfo(name, useUserOverride: false), gregorian) : new CultureInfo(name, false).DateTimeFormat);
        var months = Enumerable.Range(0, 12).Select(i => Forms(dates.MonthNames[i], dates.MonthGenitiveNames[i],
            dates.AbbreviatedMonthNames[i], dates.AbbreviatedMonthGenitiveNames[i]));
        var days = Enumerable.Range(0, 7).Select(i => Forms(dates.DayNames[i], dates.AbbreviatedDayNames[i], dates.ShortestDayNames[i]));
        Console.WriteLine(string.Join('\t', [name, .. months, .. days, Forms(dates.AMDesignator), Forms(dates.PMDesignator)]));
    }
}

static string Forms(params string[] names) =>
    string.Join('|', names.Select(name => name.ToLowerInvariant()).Where(name => name.Length > 0).Distinct());

static DateTimeFormatInfo Gregorian(CultureInfo culture, GregorianCalendar calendar)
{
    var dates = culture.DateTimeFormat;
    dates.Calendar = calendar;
    return dates;
}

static GregorianCalendar? GregorianOf(CultureInfo culture) => culture.OptionalCalendars.OfType<GregorianCalendar>()
    .FirstOrDefault(calendar => calendar.CalendarType == GregorianCalendarTypes.Localized);

// Day, month by name and year, without the day of the week.
static string DateOf(DateTimeFormatInfo dates) =>
    dates.GetAllDateTimePatterns('D').FirstOrDefault(pattern => !pattern.Contains("ddd")) ?? "d MMMM yyyy";

static void Names(Utf8JsonWriter json, string property, string[] names, int count)
{
    json.WriteStartArray(property);
    foreach (var name in names.Take(count))
    {
        json.WriteStringValue(name);
    }

    json.WriteEndArray();
}
