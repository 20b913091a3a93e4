using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Exchange;

/// <summary>
/// Rules as CSV: a column for each field, with its name in JSON; the schedule has columns of its own, and lists are separated by spaces.
/// What is written is read back the same.
/// </summary>
internal static class RuleCsv
{
    private const int MaxRecord = 1 << 20;

    private static readonly Column[] Columns = [.. ColumnsOfFields()];

    private static readonly string[] Names = ["id", .. Columns.Select(column => column.Name)];

    public static void Write(Stream stream, IEnumerable<Rule> rules)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true);
        foreach (var name in Names)
        {
            csv.WriteField(name);
        }

        csv.EndRecord();
        foreach (var rule in rules)
        {
            var fields = RuleInput.Of(rule);
            csv.WriteField(rule.Id);
            foreach (var column in Columns)
            {
                csv.WriteField(CsvFormulas.Guarded(Text(column.Get(fields))));
            }

            csv.EndRecord();
        }
    }

    /// <summary>The lines, as far as they are asked for.</summary>
    /// <exception cref="InvalidDataException">It is not CSV with these columns; the message says why.</exception>
    public static IEnumerable<RuleLine> Read(Stream stream)
    {
        var options = new CsvReaderOptions { MaxRecordSize = MaxRecord, TrackLineNumbers = true };
        using var csv = CsvReader.Create(stream, options, leaveOpen: true);
        var columns = Try(() =>
        {
            csv.ReadHeader();
            return ColumnsOf(csv.Headers);
        });
        while (Try(csv.Read))
        {
            yield return Try(() => LineOf(csv, columns));
        }
    }

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException e)
        {
            throw new InvalidDataException($"The file is not valid CSV: {e.Message.Split('\n', 2)[0]}", e);
        }
    }

    private static RuleLine LineOf(CsvReader csv, List<(string Name, int Index)> columns)
    {
        var json = new JsonObject();
        foreach (var (name, index) in columns.Where(column => column.Index < csv.FieldCount))
        {
            Set(json, name, csv.GetString(index));
        }

        return RuleLine.Of((int)csv.LineNumber, JsonSerializer.SerializeToElement(json));
    }

    private static List<(string Name, int Index)> ColumnsOf(IEnumerable<string> headers)
    {
        var columns = headers.Select((name, index) => (Name: name.Trim(), Index: index)).Where(column => column.Name.Length > 0).ToList();
        if (columns.Find(column => !Names.Contains(column.Name)) is { Name: { } unknown })
        {
            throw new InvalidDataException($"There is no column '{unknown}'; there are {string.Join(", ", Names)}.");
        }

        return columns.DistinctBy(column => column.Name).Count() == columns.Count
            ? columns
            : throw new InvalidDataException("A column appears twice.");
    }

    private static void Set(JsonObject json, string name, string text)
    {
        var value = CsvFormulas.Unguarded(text.Trim());
        if (value.Length == 0)
        {
            return;
        }

        var (target, column) = (json, Array.Find(Columns, column => column.Name == name));
        if (column?.OfSchedule == true)
        {
            target = json["schedule"] as JsonObject ?? [];
            json["schedule"] = target;
        }

        target[name] = column is { IsList: true } ? new JsonArray([.. Words(value)])
            : column is { IsNumber: true } && Number(value) is { } number ? number
            : JsonValue.Create(value);
    }

    private static IEnumerable<JsonNode> Words(string value) =>
        value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => JsonValue.Create(word));

    private static JsonValue? Number(string value) =>
        !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number) ? null
            : number == Math.Floor(number) && Math.Abs(number) < 1e9 ? JsonValue.Create((int)number)
            : JsonValue.Create(number);

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        IEnumerable list => string.Join(' ', list.Cast<object>().Select(Text)),
        _ => JsonSerializer.SerializeToElement(value, value.GetType(), ApiJson.Options).ToString(),
    };

    private static IEnumerable<Column> ColumnsOfFields() =>
        from field in ApiJson.Options.GetTypeInfo(typeof(RuleInput)).Properties
        from column in field.PropertyType == typeof(RuleSchedule)
            ? ApiJson.Options.GetTypeInfo(typeof(RuleSchedule)).Properties.Select(part => new Column(
                part.Name, part.PropertyType, true, rule => field.Get!(rule) is { } schedule ? part.Get!(schedule) : null))
            : [new Column(field.Name, field.PropertyType, false, field.Get!)]
        select column;

    /// <param name="OfSchedule">True for a field of the schedule.</param>
    /// <param name="Get">The value of a <see cref="RuleInput"/>.</param>
    private sealed record Column(string Name, Type Type, bool OfSchedule, Func<RuleInput, object?> Get)
    {
        public bool IsList => Type != typeof(string) && Type.IsAssignableTo(typeof(IEnumerable));

        public bool IsNumber => Nullable.GetUnderlyingType(Type) is { } type && (type == typeof(int) || type == typeof(double));
    }
}
