namespace Recommender.Service.Delivery.Edge;

/// <summary>Sends purge requests to a cache.</summary>
internal sealed class PurgeSender(IHttpClientFactory clients)
{
    public const string ClientName = "purge";

    /// <summary>Timeout for the target's answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // As many keys as fit into the default header limit of a cache (8 kB).
    private const int KeysAtOnce = 100;
    private static readonly HttpMethod Purge = new("PURGE");

    /// <summary>Returns when the target has purged all answers with one of these keys.</summary>
    /// <exception cref="HttpRequestException">The target is unreachable or refused the request.</exception>
    /// <exception cref="OperationCanceledException">The request timed out or was cancelled.</exception>
    public async Task SendAsync(PurgeOptions options, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        using var client = clients.CreateClient(ClientName);
        foreach (var some in keys.Chunk(KeysAtOnce))
        {
            using var request = new HttpRequestMessage(options.Kind == PurgeKind.Http ? HttpMethod.Post : Purge, options.Url);
            request.Headers.TryAddWithoutValidation("Surrogate-Key", string.Join(' ', some));
            if (options.Secret is { } secret)
            {
                request.Headers.TryAddWithoutValidation(options.Header, secret);
            }

            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            answer.EnsureSuccessStatusCode();
        }
    }
}
