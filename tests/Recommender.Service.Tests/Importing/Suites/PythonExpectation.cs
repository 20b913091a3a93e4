using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Recommender.Service.Tests.Importing.Suites;

/// <summary>
/// One comparison of feedparser's expectations, which are Python: <c>entries[0]['title'] == 'Example'</c>.
/// </summary>
/// <param name="Path">"entries", "0", "title".</param>
/// <param name="Value">The expected text; null for None. Of a tuple, the numbers separated by commas.</param>
internal sealed partial record PythonExpectation(IReadOnlyList<string> Path, string? Value)
{
    /// <summary>The comparisons that are joined by "and"; what is none of this simple form is left out.</summary>
    public static List<PythonExpectation> All(string expression) =>
        [.. Parts(expression).Select(One).OfType<PythonExpectation>()];

    private static IEnumerable<string> Parts(string expression)
    {
        var (start, quote) = (0, '\0');
        for (var i = 0; i < expression.Length; i++)
        {
            var c = expression[i];
            if (quote != '\0')
            {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                // Triple quotes.
                if (i + 2 < expression.Length && expression[i + 1] == c && expression[i + 2] == c)
                {
                    var end = expression.IndexOf(new string(c, 3), i + 3, StringComparison.Ordinal);
                    (i, quote) = end < 0 ? (i, quote) : (end + 2, '\0');
                }
            }
            else if (string.CompareOrdinal(expression, i, " and ", 0, 5) == 0)
            {
                yield return expression[start..i];
                start = i + 5;
            }
        }

        yield return expression[start..];
    }

    private static PythonExpectation? One(string part)
    {
        part = part.Trim();
        var comparison = Comparison().Match(part is ['(', .., ')'] ? part[1..^1] : part);
        if (!comparison.Success)
        {
            return null;
        }

        var path = Step().Matches(comparison.Groups[1].Value)
            .Select(step => step.Groups[1].Value + step.Groups[2].Value + step.Groups[3].Value);
        var literal = comparison.Groups[2].Value.Trim();
        return literal == "None" ? new PythonExpectation([.. path], null)
            : Tuple().IsMatch(literal)
                ? new PythonExpectation([.. path], literal.Trim('(', ')'))
            : String().Match(literal) is { Success: true } text ? new PythonExpectation([.. path], Unescaped(text.Groups[2].Value)) : null;
    }

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }

            i++;
            var digits = text[i] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            if (digits > 0)
            {
                plain.Append(char.ConvertFromUtf32(
                    int.Parse(text.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
                i += digits;
            }
            else
            {
                plain.Append(text[i] switch
                {
                    'n' => "\n",
                    't' => "\t",
                    'r' => "\r",
                    '\\' or '\'' or '"' => text[i].ToString(),
                    var c => $"\\{c}",
                });
            }
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"^((?:\w+)(?:\[(?:\d+|'\w+'|""\w+"")\]|\.\w+)*)\s*==\s*(.+)$", RegexOptions.Singleline)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^\([\d, -]+\)$")]
    private static partial Regex Tuple();

    [GeneratedRegex(@"\[['""]?(\w+)['""]?\]|\.(\w+)|^(\w+)")]
    private static partial Regex Step();

    [GeneratedRegex(@"^u?('''|""""""|['""])((?:\\.|(?!\1).)*)\1$", RegexOptions.Singleline)]
    private static partial Regex String();
}
