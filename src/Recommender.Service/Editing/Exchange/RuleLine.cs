using System.Text.Json;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Exchange;

/// <summary>A rule of a file, before it is checked.</summary>
/// <param name="Number">The line of CSV, or the position in a JSON array; from 1.</param>
/// <param name="Id">Its id in the file; null: a new rule.</param>
/// <param name="Rule">Null if it cannot be read.</param>
/// <param name="Error">Why it cannot be read; null if it can.</param>
internal sealed record RuleLine(int Number, string? Id, RuleInput? Rule, string? Error)
{
    public static RuleLine Of(int number, JsonElement json)
    {
        try
        {
            return Read(number, json);
        }
        // Half a character in a name or a text: found only when it is compared or read.
        catch (InvalidOperationException)
        {
            return new RuleLine(number, null, null, JsonBody.Unreadable);
        }
    }

    private static RuleLine Read(int number, JsonElement json)
    {
        var id = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var given) && given.ValueKind != JsonValueKind.Null
            ? given : default;
        if (id.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.String))
        {
            return new RuleLine(number, null, null, "id must be a string.");
        }

        var (rule, error) = JsonBody.Read<RuleInput>(json);
        return new RuleLine(number, id.ValueKind == JsonValueKind.String ? id.GetString() : null, rule, error);
    }
}
