using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tomlyn;
using Tomlyn.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Recommender.Service.Importing.Formats;

/// <summary>The fields before a Markdown text: YAML between lines "---", TOML between lines "+++", or a JSON object.</summary>
internal static class FrontMatter
{
    private const int Longest = 200_000;
    private const int Deepest = 32;

    private static readonly JsonSerializerOptions Tolerant =
        new() { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip };

    /// <summary>Parts a text.</summary>
    /// <param name="text">A Markdown file.</param>
    /// <returns>The fields as a JSON object, whatever the language; the Markdown after them.</returns>
    /// <exception cref="FormatException">The front matter is not valid: the message says why, and the line if it is known.</exception>
    public static (JsonElement Fields, string Body) Split(string text)
    {
        try
        {
            return text[0] == '{' ? SplitJson(text) : SplitFenced(text);
        }
        catch (YamlException e)
        {
            throw new FormatException($"front matter that is not valid YAML: line {e.Start.Line}: {e.Message}", e);
        }
        catch (TomlException e)
        {
            var why = e.Diagnostics.FirstOrDefault()?.Message ?? e.Message;
            throw new FormatException($"front matter that is not valid TOML: {(e.Line is { } line ? $"line {line}: " : "")}{why}", e);
        }
        catch (JsonException e)
        {
            throw new FormatException($"front matter that is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", e);
        }
        // The parser of YAML at some open lists and tags.
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new FormatException("front matter that is not valid: the parser gives up", e);
        }
    }

    /// <summary>The fields of a configuration file, by the ending of its name: .toml, .yaml, .yml or .json.</summary>
    /// <returns>Null if it is not valid, or no object.</returns>
    public static JsonElement? OfFile(string name, string text)
    {
        try
        {
            var fields = Path.GetExtension(name).ToLowerInvariant() switch
            {
                ".toml" => JsonSerializer.SerializeToElement(OfToml(text)),
                ".json" => JsonSerializer.Deserialize<JsonElement>(text, Tolerant),
                _ => JsonSerializer.SerializeToElement(OfYaml(text)),
            };
            return fields.ValueKind == JsonValueKind.Object ? fields : null;
        }
        catch (Exception e) when (e is YamlException or TomlException or JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a text that begins with "{" is a JSON object followed by Markdown.</summary>
    public static bool IsJsonBefore(string head)
    {
        try
        {
            var (_, body) = SplitJson(head);
            return body.AsSpan().TrimStart() is { Length: > 0 } rest && rest[0] is not ('{' or '[' or ',');
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (JsonElement Fields, string Body) SplitFenced(string text)
    {
        var fence = text[..3];
        using var lines = new StringReader(text);
        lines.ReadLine();
        // The opening line stays as an empty one: errors name the lines of the file.
        var fields = new StringBuilder("\n");
        for (string? line; (line = lines.ReadLine()) is not null;)
        {
            if (line.TrimEnd() is var end && (end == fence || (end == "..." && fence == "---")))
            {
                var parsed = fence == "+++" ? OfToml(fields.ToString()) : OfYaml(fields.ToString());
                return (JsonSerializer.SerializeToElement(parsed), lines.ReadToEnd());
            }

            if (fields.Append(line).Append('\n').Length > Longest)
            {
                throw new FormatException($"front matter of more than {Longest:N0} characters");
            }
        }

        throw new FormatException($"front matter without a closing line {fence}");
    }

    private static (JsonElement Fields, string Body) SplitJson(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, isFinalBlock: true, state: default);
        var fields = JsonElement.ParseValue(ref reader);
        return (fields, Encoding.UTF8.GetString(bytes, (int)reader.BytesConsumed, bytes.Length - (int)reader.BytesConsumed));
    }

    // Editors of other systems break long texts in quotes at the beginning of a line, which most readers of YAML accept.
    private static JsonObject OfYaml(string text)
    {
        try
        {
            return OfStrictYaml(text);
        }
        catch (YamlException e) when (e.Message.Contains("wrong indentation", StringComparison.Ordinal))
        {
            return OfStrictYaml(WithIndentedQuotes(text));
        }
    }

    private static string WithIndentedQuotes(string text)
    {
        var indented = new StringBuilder(text.Length + 100);
        var quote = '\0';
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var rest = line;
            if (quote == '\0' && line.IndexOf(": ") is >= 0 and var colon && line[(colon + 2)..].TrimStart() is ['"' or '\'', ..] value)
            {
                quote = value[0];
                rest = value[1..];
            }
            else if (quote != '\0')
            {
                indented.Append(' ');
            }

            indented.Append(line).Append('\n');
            quote = quote != '\0' && Closes(rest, quote) ? '\0' : quote;
        }

        return indented.ToString();
    }

    private static bool Closes(ReadOnlySpan<char> line, char quote)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && quote == '"')
            {
                i++;
            }
            else if (line[i] == quote)
            {
                if (quote == '"' || i + 1 >= line.Length || line[i + 1] != quote)
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    private static JsonObject OfStrictYaml(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return [];
        }

        var start = parser.Current!.Start;
        return YamlNode(parser, 0) switch
        {
            JsonObject fields => fields,
            null => [],
            _ => throw new YamlException(start, start, "lines \"name: value\" are expected"),
        };
    }

    // By events, not by the library's documents: those are built by recursion without a limit.
    private static JsonNode? YamlNode(Parser parser, int depth)
    {
        if (depth > Deepest)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"nests deeper than {Deepest} levels");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" ? null : scalar.Value;
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                list.Add(YamlNode(parser, depth + 1));
            }

            return list;
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var fields = new JsonObject();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var name = YamlNode(parser, depth + 1)?.ToString() ?? "";
                fields[name] = YamlNode(parser, depth + 1);
            }

            return fields;
        }

        // An alias: copies of copies grow without end, and no article's fields need them.
        parser.Consume<AnchorAlias>();
        return null;
    }

    private static JsonNode? OfToml(string text) =>
        TomlNode(TomlSerializer.Deserialize<TomlTable>(text, new TomlSerializerOptions { MaxDepth = Deepest }), 0);

    private static JsonNode? TomlNode(object? value, int depth) => value switch
    {
        _ when depth > Deepest => throw new TomlException($"nests deeper than {Deepest} levels"),
        TomlTable table => new JsonObject(table.Select(field => KeyValuePair.Create(field.Key, TomlNode(field.Value, depth + 1)))),
        TomlArray list => new JsonArray([.. list.Select(item => TomlNode(item, depth + 1))]),
        TomlTableArray tables => new JsonArray([.. tables.Select(table => TomlNode(table, depth + 1))]),
        bool flag => flag,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
