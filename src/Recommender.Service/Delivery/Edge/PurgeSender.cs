namespace Recommender.Service.Delivery.Edge;

/// <summary>Tells a cache what to forget.</summary>
internal sealed class PurgeSender(IHttpClientFactory clients)
{
    public const string ClientName = "purge";

    /// <summary>How long a target may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // So many fit into the header that a cache takes by default (8 kB).
    private const int KeysAtOnce = 100;
    private static readonly HttpMethod Purge = new("PURGE");

    /// <summary>Returns when the target has forgotten all answers with one of these keys.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached, or refused.</exception>
    /// <exception cref="OperationCanceledException">It took too long, or the work was stopped.</exception>
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
