using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Recommender.Service.Tests.Delivery.Edge;

/// <summary>A cache that receives and records purge requests.</summary>
internal sealed class PurgeTarget : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly BlockingCollection<PurgeRequest> _requests = [];
    private int _status = 200;

    /// <param name="port">0 for any free port.</param>
    public PurgeTarget(int port = 0)
    {
        Port = port == 0 ? FreePort() : port;
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = ListenAsync();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/";

    /// <summary>The status of all further answers.</summary>
    public int Status { set => Volatile.Write(ref _status, value); }

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    /// <summary>Waits for the next purge request.</summary>
    public async Task<PurgeRequest> NextAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        return await Task.Run(
            () => _requests.TryTake(out var next, TimeSpan.FromSeconds(20))
                ? next : throw new TimeoutException("no purge request arrived"), cancel);
    }

    public void Dispose()
    {
        _listener.Close();
        _requests.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var request = context.Request;
                context.Response.StatusCode = Volatile.Read(ref _status);
                _requests.Add(new PurgeRequest(request.HttpMethod,
                    request.Headers["Surrogate-Key"]!.Split(' '), request.Headers["Recommender-Purge-Secret"]));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or HttpListenerException or InvalidOperationException)
        {
            // Closed.
        }
    }
}

/// <summary>A received purge request.</summary>
internal sealed record PurgeRequest(string Method, string[] Keys, string? Secret);
