using System.Text.Json;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Exchange;

/// <summary>A file of rules: CSV with the columns of the export, or a JSON array.</summary>
internal static class RuleFile
{
    /// <summary>Maximum size in bytes: 100,000 rules of 600 bytes.</summary>
    public const long MaxBytes = 60_000_000;

    /// <summary>Maximum number of rules: short ones need far more memory than bytes.</summary>
    private const int MaxRules = 100_000;

    private static string TooMany => $"The file has more than {MaxRules:N0} rules.";

    /// <returns>The lines of the file, or why it cannot be read.</returns>
    public static (List<RuleLine>? Lines, string? Error) Read(Stream file, bool isCsv)
    {
        try
        {
            return (isCsv ? ReadCsv(file) : ReadJson(file), null);
        }
        catch (JsonException e)
        {
            return (null, $"The body is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            return (null, JsonBody.Unreadable);
        }
        catch (InvalidDataException e)
        {
            return (null, MessageLine.Of(e.Message));
        }
    }

    private static List<RuleLine> ReadCsv(Stream body)
    {
        var lines = RuleCsv.Read(body).Take(MaxRules + 1).ToList();
        return lines.Count <= MaxRules ? lines : throw new InvalidDataException(TooMany);
    }

    private static List<RuleLine> ReadJson(Stream body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
        return document.RootElement.ValueKind != JsonValueKind.Array
            ? throw new InvalidDataException("A JSON array of rules is required.")
            : document.RootElement.GetArrayLength() > MaxRules ? throw new InvalidDataException(TooMany)
            : [.. document.RootElement.EnumerateArray().Select((json, i) => RuleLine.Of(i + 1, json))];
    }
}
