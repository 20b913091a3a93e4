using System.Collections.Concurrent;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>
/// The requests of one round to a server that will be killed: how many are under way, and how many changes were acknowledged.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, Lazy<Task<object>>> _remembered = new(StringComparer.Ordinal);
    private volatile bool _isOver;
    private int _underWay;
    private int _acknowledged;

    public Wire(Uri address) => _http = new HttpClient(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, disposeHandler: true)
    {
        BaseAddress = address, Timeout = TimeSpan.FromMinutes(10),
    };

    public string Origin => _http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>True from just before the kill.</summary>
    public bool IsOver => _isOver;

    /// <summary>Changes that were sent and have no answer yet.</summary>
    public int UnderWay => _underWay;

    public int Acknowledged => _acknowledged;

    /// <summary>Called with each acknowledged change, on the thread that received the answer.</summary>
    public Action? OnAcknowledged { get; set; }

    /// <summary>What went wrong: an answer that refuses, and a connection that ended before the kill.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    public void End() => _isOver = true;

    /// <param name="changes">Whether it changes something, so that its answer acknowledges a change.</param>
    /// <returns>The answer, received whole; null without one.</returns>
    public async Task<Reply?> SendAsync(HttpRequestMessage request, bool changes)
    {
        if (changes)
        {
            Interlocked.Increment(ref _underWay);
        }

        try
        {
            using var answer = await _http.SendAsync(request, CancellationToken.None);
            var reply = new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(CancellationToken.None), answer.Headers);
            if (changes && reply.IsDone)
            {
                Interlocked.Increment(ref _acknowledged);
                OnAcknowledged?.Invoke();
            }

            return reply;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            if (!_isOver)
            {
                Wrong.Enqueue($"{request.Method} {request.RequestUri}: {e.Message}");
            }

            return null;
        }
        finally
        {
            if (changes)
            {
                Interlocked.Decrement(ref _underWay);
            }
        }
    }

    /// <summary>Reads something with a key; the server must answer.</summary>
    /// <exception cref="DurabilityException">There was no answer.</exception>
    public async Task<Reply> ReadAsync(string path, string key)
    {
        using var request = Requests.With(key, HttpMethod.Get, path);
        return await SendAsync(request, changes: false)
            ?? throw new DurabilityException($"no answer to GET {path}: {string.Join("; ", Wrong)}");
    }

    /// <summary>Reads something once for all readers of this round.</summary>
    public async Task<T> OnceAsync<T>(string name, Func<Task<T>> read) where T : notnull =>
        (T)await _remembered.GetOrAdd(name, _ => new Lazy<Task<object>>(async () => await read())).Value;

    public void Dispose() => _http.Dispose();
}
