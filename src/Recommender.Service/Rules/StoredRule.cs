using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Recommender.Service.Storage;

namespace Recommender.Service.Rules;

/// <summary>
/// A rule in its row and in its history: a <see cref="RuleDocument"/> as JSON, with the version of the format. A rule is read whole or not
/// at all, because without one of its fields it would do something else than its editor wrote.
/// </summary>
internal static class StoredRule
{
    private const string FormatField = "v";
    private const int Format = 1;
    private const int MaxShown = 40;
    private static readonly JsonSerializerOptions Options = New();

    public static string Write(Rule rule) => JsonSerializer.Serialize(RuleDocument.Of(rule), Options);

    /// <param name="body">The text of a row; older rows have no format.</param>
    /// <param name="problem">Why it cannot be read; empty if it can.</param>
    /// <returns>Null if it cannot be read.</returns>
    public static Rule? TryRead(string body, out string problem)
    {
        try
        {
            problem = "";
            return Rule.Of(JsonSerializer.Deserialize<RuleDocument>(body, Options) ?? throw new JsonException());
        }
        catch (InvalidDataException e)
        {
            problem = e.Message;
            return null;
        }
        catch (JsonException e)
        {
            problem = ProblemOf(body, e);
            return null;
        }
    }

    private static string ProblemOf(string body, JsonException reason)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return "its row does not hold valid JSON";
        }

        if (json is not JsonObject row)
        {
            return "its row does not hold a JSON object";
        }

        var known = Options.GetTypeInfo(typeof(RuleDocument)).Properties.Select(property => property.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return row[FormatField] is { } format && format.ToJsonString() != $"{Format}"
            ? $"format {Short(format.ToJsonString())}, this program reads {Format}"
            : row.FirstOrDefault(field => !known.Contains(field.Key)) is { Key: { } unknown } ? $"unknown field '{Short(unknown)}'"
            : row["kind"] is JsonValue kind && kind.TryGetValue<string>(out var word) && EnumWords.Parse<RuleKind>(word) is null
            ? $"unknown kind '{Short(word)}'"
            : reason.Path is { Length: > 2 } path ? $"the field {Short(path[2..])} has a value that cannot be read"
            : "a field is missing or cannot be read";
    }

    private static string Short(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "…";

    private static JsonSerializerOptions New()
    {
        var options = StoredJson.New();
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddFormat } };
        return options;
    }

    // A field of the row, not of the rule.
    private static void AddFormat(JsonTypeInfo type)
    {
        if (type.Type != typeof(RuleDocument))
        {
            return;
        }

        var format = type.CreateJsonPropertyInfo(typeof(int), FormatField);
        format.Order = -1;
        format.Get = static _ => Format;
        format.Set = static (_, value) =>
        {
            if (value is not Format)
            {
                throw new JsonException();
            }
        };
        type.Properties.Insert(0, format);
    }
}
