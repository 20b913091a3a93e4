using System.Text;

namespace Recommender.Service.Tests.Hostile;

/// <summary>A request that is wrong in one way.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query as they are sent.</param>
internal sealed record WrongRequest(string Method, string Path)
{
    /// <summary>Null: none is sent.</summary>
    public byte[]? Body { get; init; }

    public string Type { get; init; } = "application/json";

    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Whose key comes along; null: nobody's.</summary>
    public string? Person { get; init; } = "boss Administrator";

    public static WrongRequest Of(string method, string path, string? body = null, string? type = null) => new(method, path)
    {
        Body = body is null ? null : Encoding.UTF8.GetBytes(body), Type = type ?? "application/json",
    };

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
        }

        // Who sends much asks first, or would not hear why nobody listens.
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

    public override string ToString() =>
        $"{Method} {Path[..Math.Min(Path.Length, 120)]} {(Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 80))))} {string.Join(' ', Headers)}";
}
