using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Recommender.Service.Tests.Importing.Suites;

/// <summary>The values in a test function that is written in Go.</summary>
internal sealed partial class GoCode
{
    private readonly string _body;
    private readonly Dictionary<string, string> _variables;

    public GoCode(string body)
    {
        _body = body;
        _variables = Variable().Matches(body).GroupBy(match => match.Groups[1].Value)
            .ToDictionary(group => group.Key, group => group.Last().Groups[2].Value);
    }

    /// <summary>All test functions of a file: name and body.</summary>
    public static IEnumerable<(string Name, string Body)> Tests(string file) =>
        Function().Matches(file).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    /// <summary>The text of a literal or of a variable that holds one; null for anything else.</summary>
    public string? Text(string expression)
    {
        var literal = _variables.GetValueOrDefault(expression.Trim(), expression.Trim());
        return literal.StartsWith('`') ? literal[1..^1] : literal.StartsWith('"') ? Unquoted(literal) : null;
    }

    /// <summary>The instant of <c>time.Date(…)</c>, or of a variable that holds one; null for anything else.</summary>
    public DateTimeOffset? Instant(string expression)
    {
        var date = Date().Match(_variables.GetValueOrDefault(expression.Trim(), expression));
        if (!date.Success)
        {
            return null;
        }

        var month = int.TryParse(date.Groups[2].Value, out var number) ? number
            : DateTime.ParseExact(date.Groups[2].Value, "MMMM", CultureInfo.InvariantCulture).Month;
        int Part(int group) => int.Parse(date.Groups[group].Value, CultureInfo.InvariantCulture);
        var local = new DateTime(Part(1), month, Part(3), Part(4), Part(5), Part(6));
        var offset = Place().Match(_body) is { Success: true } place && !date.Value.EndsWith("UTC", StringComparison.Ordinal)
            ? TimeZoneInfo.FindSystemTimeZoneById(place.Groups[1].Value).GetUtcOffset(local)
            : Fixed().Match(_body) is { Success: true } hours && !date.Value.EndsWith("UTC", StringComparison.Ordinal)
                ? TimeSpan.FromHours(-int.Parse(hours.Groups[1].Value, CultureInfo.InvariantCulture)) : TimeSpan.Zero;
        return new DateTimeOffset(local, offset);
    }

    /// <summary>All texts in double quotes.</summary>
    public static IEnumerable<string> Texts(string code) => Quoted().Matches(code).Select(match => Unquoted(match.Value));

    private static string Unquoted(string literal)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(literal)!;
        }
        catch (JsonException)
        {
            return literal[1..^1];
        }
    }

    [GeneratedRegex(@"func (Test\w+)\(t \*testing\.T\) \{\n(.*?)\n\}\n", RegexOptions.Singleline)]
    private static partial Regex Function();

    [GeneratedRegex(@"(\w+) :?= (`[^`]*`|""(?:[^""\\]|\\.)*""|time\.Date\([^)]*\))", RegexOptions.Singleline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"time\.Date\((\d+), (?:time\.)?(\w+), (\d+), (\d+), (\d+), (\d+), \d+, [\w.]+")]
    private static partial Regex Date();

    [GeneratedRegex(@"LoadLocation\(""([^""]+)""\)")]
    private static partial Regex Place();

    [GeneratedRegex(@"FixedZone\([^,]+, -int\(\((\d+) \* time\.Hour")]
    private static partial Regex Fixed();

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""")]
    private static partial Regex Quoted();
}
