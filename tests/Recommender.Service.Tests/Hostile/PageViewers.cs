using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Recommender.Service.Tests.Hostile;

/// <summary>
/// Requests blocks of a site that are not cached, at a fixed rate, on threads of its own, so that attackers in this process do not delay
/// the measurement. The time of a page view begins when it is due, not when it is sent.
/// </summary>
internal sealed class PageViewers(int port, string site, int articles)
{
    private const int Threads = 32;
    private const int PerSecond = 200;

    // The patience of embed.js.
    private const int LongestMilliseconds = 5000;

    private readonly ConcurrentBag<double> _milliseconds = [];
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private long _began;
    private int _next;

    /// <summary>Page views that were refused, or had no answer within five seconds after they were sent, by reason.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    public int Count => _milliseconds.Count;

    /// <summary>The time that this share of the page views took at most, in milliseconds.</summary>
    public double Quantile(double share) => _milliseconds.Order().ElementAt((int)Math.Min(Count - 1, Count * share));

    /// <summary>Views pages until the end.</summary>
    public void Run(TimeSpan length)
    {
        _began = TimeProvider.System.GetTimestamp();
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() => View(length))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private void View(TimeSpan length)
    {
        TcpClient? connection = null;
        while (true)
        {
            var number = Interlocked.Increment(ref _next) - 1;
            var due = TimeSpan.FromSeconds((double)number / PerSecond);
            if (due >= length)
            {
                connection?.Dispose();
                return;
            }

            if (due - TimeProvider.System.GetElapsedTime(_began) is { Ticks: > 0 } wait)
            {
                Thread.Sleep(wait);
            }

            try
            {
                connection ??= new TcpClient("127.0.0.1", port) { ReceiveTimeout = LongestMilliseconds, NoDelay = true };
                var status = Ask(connection.GetStream(), number);
                if (status != 200)
                {
                    _failures.AddOrUpdate(status.ToString(CultureInfo.InvariantCulture), 1, (_, count) => count + 1);
                }
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                _failures.AddOrUpdate(e.InnerException is SocketException inner ? $"{inner.SocketErrorCode}" : e.GetType().Name, 1,
                    (_, count) => count + 1);
                connection?.Dispose();
                connection = null;
            }

            _milliseconds.Add((TimeProvider.System.GetElapsedTime(_began) - due).TotalMilliseconds);
        }
    }

    // No two requests are for the same block, so none is cached.
    private int Ask(NetworkStream stream, int number)
    {
        stream.Write(Encoding.ASCII.GetBytes(
            $"GET /v1/{site}/block?id={site}-{number % articles}&fallback=true&from=2000-01-01T00:00:00.{number:0000000}Z HTTP/1.1\r\n"
            + "Host: localhost\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n"));
        var (buffer, length) = (new byte[65536], 0);
        while (true)
        {
            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
            {
                throw new IOException("closed");
            }

            length += read;
            var text = Encoding.ASCII.GetString(buffer, 0, length);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is > 0 and var end)
            {
                var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
                var body = int.Parse(text[(at + 16)..text.IndexOf('\r', at)], CultureInfo.InvariantCulture);
                if (length >= end + 4 + body)
                {
                    return int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture);
                }
            }
        }
    }
}
