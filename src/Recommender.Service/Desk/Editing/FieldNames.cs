namespace Recommender.Service.Desk.Editing;

/// <summary>Words the errors of a rule with the labels of the desk's forms.</summary>
internal static class FieldNames
{
    /// <summary>The first message of each field as a sentence.</summary>
    public static string Sentence(IReadOnlyDictionary<string, string[]> errors) =>
        string.Join(" ", errors.Select(error => Sentence(error.Key, error.Value[0])));

    private static string Sentence(string field, string message)
    {
        var what = message.StartsWith(field, StringComparison.Ordinal) ? message[field.Length..] : " " + message;
        return $"{Named(field)}{what.Replace("schedule.starts", "the start", StringComparison.Ordinal)}.";
    }

    // Most labels are the API's names of fields.
    private static string Named(string field) => field switch
    {
        "scopeValue" => "Where",
        "subject" => "What it moves",
        "subjectValue" => "Which one it moves",
        "slot" => "Place",
        "schedule.ends" => "End",
        "schedule.days" => "Days",
        "dateFormat" => "Date format",
        _ => char.ToUpperInvariant(field[0]) + field[1..],
    };
}
