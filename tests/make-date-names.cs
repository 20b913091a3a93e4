// Writes the names of months and days of all languages that ICU knows (Unicode CLDR), from the ICU of the machine it runs on:
// dotnet run tests/make-date-names.cs > src/Recommender.Service/Blocks/Dates/date-names.json
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

using var output = new MemoryStream();
var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
Console.OutputEncoding = new UTF8Encoding(false);
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
