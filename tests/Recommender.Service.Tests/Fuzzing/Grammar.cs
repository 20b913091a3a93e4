using System.Text;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>
/// Texts of a format, by chance. A grammar has lines "name: text", several for a name with alternatives, in which «name» stands for a text
/// of that name, «name*» for some of them, «&amp;name» for one escaped as in XML, and «"name» for one as in JSON. "\n" is a line break.
/// The text of the grammar begins with "start". common.txt has names for all grammars.
/// </summary>
internal sealed class Grammar
{
    private const int Deepest = 14;
    private const int Longest = 6_000;

    private readonly Dictionary<string, List<Part[]>> _rules = new(StringComparer.Ordinal);

    private Grammar(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, rule) = line.Split(": ", 2) is [var before, var after] ? (before, after) : (line.TrimEnd(':'), "");
            if (!_rules.TryGetValue(name, out var rules))
            {
                _rules[name] = rules = [];
            }

            rules.Add([.. PartsOf(rule.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal))]);
        }

        Names = [.. _rules.Keys];
        Tokens = [.. _rules.Values.SelectMany(rules => rules).SelectMany(parts => parts).Where(part => !part.IsName)
            .Select(part => part.Text).Where(token => token.Length > 0).Distinct()];
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>All texts between names.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>A grammar in the folder <c>Grammars</c>.</summary>
    public static Grammar Of(string name) => new(Read(name) + Read("common"));

    public string Make(Random random, string name = "start")
    {
        var text = new StringBuilder();
        Expand(random, name, 0, text);
        return text.ToString();
    }

    private void Expand(Random random, string name, int depth, StringBuilder text)
    {
        var rules = _rules[name];
        // The first alternative of a name ends it.
        var rule = depth > Deepest || text.Length > Longest ? rules[0] : rules[random.Next(rules.Count)];
        foreach (var part in rule)
        {
            if (!part.IsName)
            {
                text.Append(part.Text);
                continue;
            }

            var count = !part.IsRepeated ? 1 : depth > Deepest || text.Length > Longest ? 0 : random.Next(40) == 0 ? random.Next(60)
                : random.Next(5);
            for (var i = 0; i < count; i++)
            {
                if (part.Escape == default)
                {
                    Expand(random, part.Text, depth + 1, text);
                }
                else
                {
                    var inner = new StringBuilder();
                    Expand(random, part.Text, depth + 1, inner);
                    text.Append(part.Escape == '&' ? System.Net.WebUtility.HtmlEncode(inner.ToString())
                        : System.Text.Json.JsonSerializer.Serialize(inner.ToString()));
                }
            }
        }
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Grammar).Assembly.GetManifestResourceStream($"{name}.txt")!);
        return reader.ReadToEnd();
    }

    private static IEnumerable<Part> PartsOf(string rule)
    {
        var pieces = rule.Split('«', '»');
        for (var i = 0; i < pieces.Length; i++)
        {
            var name = pieces[i];
            if (i % 2 == 0)
            {
                yield return new Part(name, false, false, default);
            }
            else
            {
                var escape = name[0] is '&' or '"' ? name[0] : default;
                yield return new Part(name.TrimStart('&', '"').TrimEnd('*'), true, name.EndsWith('*'), escape);
            }
        }
    }

    private sealed record Part(string Text, bool IsName, bool IsRepeated, char Escape);
}
