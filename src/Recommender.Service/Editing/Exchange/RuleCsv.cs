using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using Recommender.Service.Rules;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Exchange;

/// <summary>Rules as CSV: a column a field, lists parted by spaces, the schedule in columns of its own. What is written is read back the same.</summary>
internal static class RuleCsv
{
    private const int MaxRecord = 1 << 20;
    private static readonly string[] Numbers = ["slot", "factor", "retireBelow"];
    private static readonly string[] Lists = ["items", "days"];
    private static readonly string[] Schedule = ["starts", "ends", "days", "from", "to"];

    // In the order in which people look for them.
    private static readonly (string Name, Func<Rule, string?> Value)[] Columns =
    [
        ("id", rule => rule.Id),
        ("kind", rule => EnumWords.Of(rule.Kind)),
        ("scope", rule => EnumWords.Of(rule.Scope)),
        ("scopeValue", rule => rule.ScopeValue),
        ("subject", rule => rule.Subject is { } subject ? EnumWords.Of(subject) : null),
        ("subjectValue", rule => rule.SubjectValue),
        ("slot", rule => rule.Slot?.ToString(CultureInfo.InvariantCulture)),
        ("factor", rule => rule.Factor?.ToString("R", CultureInfo.InvariantCulture)),
        ("items", rule => string.Join(' ', rule.Items)),
        ("title", rule => rule.Title),
        ("image", rule => rule.Image),
        ("label", rule => rule.Label),
        ("heading", rule => rule.Heading),
        ("language", rule => rule.Language),
        ("dateFormat", rule => rule.DateFormat),
        ("starts", rule => Word(rule.Schedule?.Starts)),
        ("ends", rule => Word(rule.Schedule?.Ends)),
        ("days", rule => string.Join(' ', rule.Schedule?.Days.Select(EnumWords.Of) ?? [])),
        ("from", rule => Word(rule.Schedule?.From)),
        ("to", rule => Word(rule.Schedule?.To)),
        ("retireBelow", rule => rule.RetireBelow?.ToString("R", CultureInfo.InvariantCulture)),
        ("reason", rule => rule.Reason),
    ];

    public static void Write(Stream stream, IEnumerable<Rule> rules)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true);
        foreach (var (name, _) in Columns)
        {
            csv.WriteField(name);
        }

        csv.EndRecord();
        foreach (var rule in rules)
        {
            foreach (var (_, value) in Columns)
            {
                csv.WriteField(CsvFormulas.Guarded(value(rule)));
            }

            csv.EndRecord();
        }
    }

    /// <exception cref="InvalidDataException">It is no CSV with these columns; the message tells why.</exception>
    public static List<RuleLine> Read(Stream stream)
    {
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { MaxRecordSize = MaxRecord, TrackLineNumbers = true }, leaveOpen: true);
        var lines = new List<RuleLine>();
        try
        {
            csv.ReadHeader();
            var columns = csv.Headers.Select((name, index) => (Name: name.Trim(), Index: index)).Where(column => column.Name.Length > 0).ToList();
            if (columns.Find(column => !Columns.Any(known => known.Name == column.Name)) is { Name: { } unknown })
            {
                throw new InvalidDataException($"There is no column '{unknown}'; there are {string.Join(", ", Columns.Select(column => column.Name))}.");
            }

            if (columns.DistinctBy(column => column.Name).Count() < columns.Count)
            {
                throw new InvalidDataException("A column stands twice.");
            }

            while (csv.Read())
            {
                var json = new JsonObject();
                foreach (var (name, index) in columns.Where(column => column.Index < csv.FieldCount))
                {
                    Set(json, name, csv.GetString(index));
                }

                lines.Add(RuleLine.Of((int)csv.LineNumber, JsonSerializer.SerializeToElement(json)));
            }
        }
        catch (CsvFormatException e)
        {
            throw new InvalidDataException($"The file is no CSV that can be read: {e.Message.Split('\n', 2)[0]}", e);
        }

        return lines;
    }

    private static void Set(JsonObject json, string name, string text)
    {
        var value = CsvFormulas.Unguarded(text.Trim());
        if (value.Length == 0)
        {
            return;
        }

        var target = json;
        if (Schedule.Contains(name))
        {
            target = json["schedule"] as JsonObject ?? [];
            json["schedule"] = target;
        }

        target[name] = Lists.Contains(name)
            ? new JsonArray([.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => JsonValue.Create(word))])
            : Numbers.Contains(name) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number == Math.Floor(number) && Math.Abs(number) < 1e9 ? JsonValue.Create((int)number) : JsonValue.Create(number)
                : JsonValue.Create(value);
    }

    private static string? Word<T>(T value) => value is null ? null : ApiJson.Write(value).Trim('"');
}
