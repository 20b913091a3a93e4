namespace Recommender.Service.Desk.Editing;

/// <summary>Errors of a rule in words of the desk's forms.</summary>
internal static class FieldNames
{
    /// <summary>The first messages as sentences: the API's names of fields are what the form calls them, too, but for these.</summary>
    public static string Sentence(IReadOnlyDictionary<string, string[]> errors) => string.Join(" ", errors.Select(error => Sentence(error.Key, error.Value[0])));

    private static string Sentence(string field, string message)
    {
        var what = message.StartsWith(field, StringComparison.Ordinal) ? message[field.Length..] : " " + message;
        return $"{Named(field)}{what}.";
    }

    private static string Named(string field) => field switch
    {
        "scopeValue" => "What it is for",
        "subject" => "What it moves",
        "subjectValue" => "Which one it moves",
        "slot" => "Place",
        "schedule.ends" => "End",
        "schedule.days" => "Days",
        "dateFormat" => "Date format",
        _ => char.ToUpperInvariant(field[0]) + field[1..],
    };
}
