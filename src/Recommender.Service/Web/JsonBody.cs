using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Recommender.Service.Web;

/// <summary>Reads JSON bodies and reports errors in terms of the client's fields.</summary>
internal static class JsonBody
{
    /// <summary>Maximum size of a single object in bytes.</summary>
    public const long MaxBytes = 64 * 1024;

    /// <summary>The error about text that is not Unicode: half a character in an escape sequence, or bytes that are not UTF-8.</summary>
    public const string Unreadable = "The body contains an unpaired surrogate or bytes that are not UTF-8.";

    // Bytes.
    private const int Large = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    // Fields that answers add: a client that reads, changes and sends back an object need not remove them.
    private static readonly string[] ReadOnly = ["id", "version", "removed", "createdBy", "created", "changedBy", "changed", "warnings"];

    /// <returns>The value, or the problem with it.</returns>
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
            // A body that has been received is not copied.
            if (request.Body is MemoryStream received && received.TryGetBuffer(out var bytes))
            {
                return await ReadAsync<T>(bytes.AsMemory((int)received.Position));
            }

            using var document = await JsonDocument.ParseAsync(request.Body, Strict, cancel);
            return Result(Read<T>(document.RootElement));
        }
        catch (JsonException e)
        {
            return (null, Bad($"The body is {WhyOf(e)}"));
        }
        // Names are compared while the text is parsed, and half a character in one is not a JsonException.
        catch (InvalidOperationException)
        {
            return (null, Bad(Unreadable));
        }
        catch (BadHttpRequestException e)
        {
            return (null, TooLarge(e));
        }
    }

    // The parser's buffers are as large as the longest text, and a thread keeps them: a large body has a thread of its own.
    private static Task<(T? Value, ProblemHttpResult? Problem)> ReadAsync<T>(ReadOnlyMemory<byte> body)
        where T : class
    {
        return body.Length < Large
            ? Task.FromResult(Parsed())
            : Task.Factory.StartNew(Parsed, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        (T?, ProblemHttpResult?) Parsed()
        {
            using var document = JsonDocument.Parse(body, Strict);
            return Result(Read<T>(document.RootElement));
        }
    }

    private static (T? Value, ProblemHttpResult? Problem) Result<T>((T? Value, string? Error) read)
        where T : class =>
        (read.Value, read.Error is null ? null : Bad(read.Error));

    /// <returns>The value of some JSON bytes, or the problem with them.</returns>
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
            return (null, $"This is {WhyOf(e)}");
        }
        catch (InvalidOperationException)
        {
            return (null, Unreadable);
        }
    }

    /// <returns>The value of a JSON element, or the problem with it.</returns>
    public static (T? Value, string? Error) Read<T>(JsonElement json)
        where T : class
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, "A JSON object is required.");
        }

        var known = Fields<T>.Names;
        try
        {
            var given = json.EnumerateObject().Where(property => known.Contains(property.Name) || !ReadOnly.Contains(property.Name))
                .ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);
            if (given.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            {
                return (null, MessageLine.Of($"Unknown field '{unknown}'; the fields are {string.Join(", ", known)}."));
            }

            // Without a copy if there is nothing to leave out: an article may have megabytes.
            return (given.Count == json.GetPropertyCount()
                ? json.Deserialize<T>(ApiJson.Options)
                : JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(given), ApiJson.Options), null);
        }
        catch (JsonException e)
        {
            return (null, MessageLine.Of(
                $"{(e.Path is { Length: > 2 } path ? path[2..] : "The body")} has the wrong form{FormOf(typeof(T), e.Path)}."));
        }
        catch (InvalidOperationException)
        {
            return (null, Unreadable);
        }
    }

    // Files of rules have a hundred thousand objects of one type.
    private static class Fields<T>
    {
        public static readonly HashSet<string> Names = ApiJson.Options.GetTypeInfo(typeof(T)).Properties.Select(field => field.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public static ProblemHttpResult Bad(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The request cannot be read");

    // The parser gives no position for a name that appears twice.
    private static string WhyOf(JsonException e) => e.LineNumber is null
        ? "not valid JSON: a name appears twice."
        : $"not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.";

    public static ProblemHttpResult TooLarge(BadHttpRequestException e) =>
        TypedResults.Problem(e.Message, statusCode: e.StatusCode,
            title: e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "Too large" : "The request cannot be read");

    // The expected form, by the type of the field that a path such as $.schedule.days[0] names.
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
            _ when of == typeof(DateTimeOffset) => ": an instant with an offset such as 2026-02-11T06:00:00Z",
            _ when of == typeof(TimeOnly) => ": a time of day such as 18:30",
            _ when of == typeof(int) => ": a whole number",
            _ when of == typeof(double) => ": a number",
            _ => "",
        };
    }
}
