using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Recommender.Service.Web;

/// <summary>Reads what is sent, and says what is wrong with it in words of who sent it.</summary>
internal static class JsonBody
{
    /// <summary>Most bytes of a single thing that is sent.</summary>
    public const long MaxBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    // What answers hold beside it: who reads, changes and sends back need not take it out.
    private static readonly string[] ReadOnly = ["id", "version", "removed", "createdBy", "created", "changedBy", "changed", "warnings"];

    /// <returns>What was sent, or what is wrong with it.</returns>
    public static async Task<(T? Value, ProblemHttpResult? Problem)> ReadAsync<T>(HttpRequest request, CancellationToken cancel)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            return (null, TypedResults.Problem("Send JSON, with Content-Type: application/json.",
                statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Unsupported media type"));
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, cancel);
            var (value, error) = Read<T>(document.RootElement);
            return (value, error is null ? null : Bad(error));
        }
        catch (JsonException e)
        {
            return (null, Bad($"The body is {Unreadable(e)}"));
        }
        catch (BadHttpRequestException e)
        {
            return (null, TooLarge(e));
        }
    }

    /// <returns>What some bytes of JSON hold, or what is wrong with them.</returns>
    public static (T? Value, string? Error) Read<T>(ReadOnlyMemory<byte> utf8)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return Read<T>(document.RootElement);
        }
        catch (JsonException e)
        {
            return (null, $"This is {Unreadable(e)}");
        }
    }

    /// <returns>A value of JSON, or what is wrong with it.</returns>
    public static (T? Value, string? Error) Read<T>(JsonElement json)
        where T : class
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, "A JSON object is wanted.");
        }

        var known = ApiJson.Options.GetTypeInfo(typeof(T)).Properties.Select(field => field.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        try
        {
            var given = json.EnumerateObject().Where(property => known.Contains(property.Name) || !ReadOnly.Contains(property.Name))
                .ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);
            return given.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown
                ? (null, $"There is no field '{unknown}'; there are {string.Join(", ", known)}.")
                : (JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(given), ApiJson.Options), null);
        }
        catch (JsonException e)
        {
            return (null, $"{(e.Path is { Length: > 2 } path ? path[2..] : "The body")} is not of the form that is " +
                $"wanted{FormOf(typeof(T), e.Path)}.");
        }
        catch (InvalidOperationException)
        {
            return (null, "The body holds half of a character.");
        }
    }

    public static ProblemHttpResult Bad(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The request cannot be read");

    // Only of a name that appears twice the parser says no place.
    private static string Unreadable(JsonException e) => e.LineNumber is null
        ? "no JSON that can be read: a name appears twice."
        : $"no JSON that can be read: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.";

    public static ProblemHttpResult TooLarge(BadHttpRequestException e) =>
        TypedResults.Problem(
            e.Message, statusCode: e.StatusCode,
            title: e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "Too large" : "The request cannot be read");

    // What would have been right, by the kind of the field that a path such as $.schedule.days[0] names.
    private static string FormOf(Type of, string? path)
    {
        foreach (var name in path?.TrimStart('$').Split('.', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var field = ApiJson.Options.GetTypeInfo(of).Properties.FirstOrDefault(field => field.Name == name.Split('[')[0]);
            of = field?.PropertyType ?? typeof(string);
            of = Nullable.GetUnderlyingType(of) ?? ApiJson.Options.GetTypeInfo(of).ElementType ?? of;
        }

        return of switch
        {
            _ when of == typeof(DayOfWeek) => ": names of days, monday to sunday",
            { IsEnum: true } => $": one of {string.Join(", ", Enum.GetNames(of).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
            _ when of == typeof(DateTimeOffset) => ": an instant with its zone such as 2026-02-11T06:00:00Z",
            _ when of == typeof(TimeOnly) => ": a time of day such as 18:30",
            _ when of == typeof(int) => ": a whole number",
            _ when of == typeof(double) => ": a number",
            _ => "",
        };
    }
}
