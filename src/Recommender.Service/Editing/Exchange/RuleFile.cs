using System.Text.Json;

namespace Recommender.Service.Editing.Exchange;

/// <summary>A file of rules: CSV with the columns of the export, or a JSON array.</summary>
internal static class RuleFile
{
    /// <summary>Maximum size in bytes: 100,000 rules of 600 bytes.</summary>
    public const long MaxBytes = 60_000_000;

    /// <returns>The lines of the file, or why it cannot be read.</returns>
    public static (List<RuleLine>? Lines, string? Error) Read(Stream file, bool isCsv)
    {
        try
        {
            return (isCsv ? RuleCsv.Read(file) : ReadJson(file), null);
        }
        catch (JsonException e)
        {
            return (null, $"The body is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }
    }

    private static List<RuleLine> ReadJson(Stream body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select((json, i) => RuleLine.Of(i + 1, json))]
            : throw new InvalidDataException("A JSON array of rules is required.");
    }
}
