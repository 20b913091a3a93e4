using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Recommender.Service.Tests.Delivery.Edge;

/// <summary>A cache that is told what to forget, and remembers what it was told.</summary>
internal sealed class PurgeTarget : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly BlockingCollection<Told> _told = [];
    private int _status = 200;

    /// <param name="port">0: any that is free.</param>
    public PurgeTarget(int port = 0)
    {
        Port = port == 0 ? FreePort() : port;
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = ListenAsync();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/";

    /// <summary>What it answers from now on.</summary>
    public int Status { set => Volatile.Write(ref _status, value); }

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    /// <summary>Waits for what it is told next.</summary>
    public async Task<Told> NextAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        return await Task.Run(() => _told.TryTake(out var told, TimeSpan.FromSeconds(20)) ? told : throw new TimeoutException("nothing was told"), cancel);
    }

    public void Dispose()
    {
        _listener.Close();
        _told.Dispose();
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
                _told.Add(new Told(request.HttpMethod, request.Headers["Surrogate-Key"]!.Split(' '), request.Headers["Recommender-Purge-Secret"]));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or HttpListenerException or InvalidOperationException)
        {
            // Closed.
        }
    }
}

/// <summary>One request for forgetting.</summary>
internal sealed record Told(string Method, string[] Keys, string? Secret);
