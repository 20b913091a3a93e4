using Microsoft.AspNetCore.Http.HttpResults;

namespace Recommender.Service.Web;

/// <summary>The errors of a request, by parameter name.</summary>
internal sealed class ParameterErrors
{
    /// <summary>Maximum number of characters of a value: of an address, an id or a key.</summary>
    public const int Longest = 4096;

    private readonly Dictionary<string, string[]> _errors = [];

    public bool Any => _errors.Count > 0;

    /// <summary>All errors on one line.</summary>
    public string Detail => string.Join("; ", _errors.Values.Select(messages => messages[0]));

    public void Add(string parameter, string what) => _errors.TryAdd(parameter, [$"{parameter} {what}"]);

    /// <summary>The value of a parameter that may occur once; null if it is absent or invalid.</summary>
    public string? Single(string parameter, string[]? values)
    {
        switch (values)
        {
            case null or []:
                return null;
            case [var value] when value.Length is > 0 and <= Longest && !value.Contains('\0', StringComparison.Ordinal):
                return value;
            case [""]:
                Add(parameter, "is empty");
                return null;
            case [_]:
                Add(parameter, "is too long or contains invalid characters");
                return null;
            default:
                Add(parameter, "may occur only once");
                return null;
        }
    }

    public ValidationProblem ToProblem() =>
        TypedResults.ValidationProblem(_errors, detail: Detail);
}
