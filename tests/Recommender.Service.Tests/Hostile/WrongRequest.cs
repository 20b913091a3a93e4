using System.Text;

namespace Recommender.Service.Tests.Hostile;

/// <summary>A request that is invalid in one way.</summary>
/// <param name="Path">Path and query exactly as sent.</param>
internal sealed record WrongRequest(string Method, string Path)
{
    /// <summary>Null to send no body.</summary>
    public byte[]? Body { get; init; }

    public string Type { get; init; } = "application/json";

    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Name and role of the authenticated person; null for an anonymous request.</summary>
    public string? Person { get; init; } = "boss Administrator";

    public static WrongRequest Of(string method, string path, string? body = null, string? type = null) => new(method, path)
    {
        Body = body is null ? null : Encoding.UTF8.GetBytes(body), Type = type ?? "application/json",
    };

    public HttpRequestMessage ToMessage()
    {
        var address = new Uri(Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(Method), address);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
        }

        // Without it, the client of a rejected large body gets a connection error instead of the response.
        message.Headers.ExpectContinue = Body?.Length > 100_000;
        if (Person is not null)
        {
            message.Headers.Add(TestPeople.Header, Person);
        }

        foreach (var (name, value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 80)));
        return $"{Method} {Path[..Math.Min(Path.Length, 120)]} {body} {string.Join(' ', Headers)}";
    }
}
