using System.Diagnostics;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// The work of a reading process: it answers requests until its input ends or it has been idle for some time. It has no settings, no store
/// and no secrets.
/// </summary>
internal static class ReadLoop
{
    /// <summary>The word on the command line that starts such a process.</summary>
    public const string Verb = "read-worker";

    // In real time: no clock is shared with the program that started it.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // Bytes.
    private const long Much = 50_000_000;

    public static async Task RunAsync(Stream input, Stream output)
    {
        // The time of the first request begins now, not before the program has started.
        await ReadFrames.WriteAsync(output, new ReadAnswer(), FrameJson.Default.ReadAnswer, CancellationToken.None);
        var collected = GC.GetTotalAllocatedBytes();
        while (true)
        {
            var next = ReadFrames.ReadAsync(input, FrameJson.Default.ReadRequest, CancellationToken.None);
            if (await Task.WhenAny(next, Task.Delay(LongestIdle)) != next || await next is not { } request)
            {
                return;
            }

            // If the program was killed, nobody ends this process.
            var longest = (request.Limit * ReadProcess.Patience) + Grace;
            using var orphaned = new Timer(_ => Process.GetCurrentProcess().Kill(), null, longest, Timeout.InfiniteTimeSpan);
            var answer = Answer(request);
            await ReadFrames.WriteAsync(output, answer, FrameJson.Default.ReadAnswer, CancellationToken.None);
            if (answer.IsExhausted)
            {
                return;
            }

            if (GC.GetTotalAllocatedBytes() - collected > Much)
            {
                // The next one begins with an empty heap; the collector itself would let the garbage of several pile up.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                collected = GC.GetTotalAllocatedBytes();
            }
        }
    }

    /// <summary>The work of one request. Time and memory have no bound here.</summary>
    internal static ReadAnswer Answer(ReadRequest request)
    {
        try
        {
            if (request.Kind == ReadKind.Text)
            {
                var text = ArticleText.Of(request.Body!, request.Base);
                return new ReadAnswer { Text = text with { Text = "" }, Body = text.Text };
            }

            using var content = new SourceContent(request.Name!, request.File!, request.Url, request.Charset);
            return request.Kind switch
            {
                ReadKind.Page => AnswerOf(HtmlPage.Read(content)),
                ReadKind.Markdown => AnswerOf(MarkdownItem.Read(content)),
                ReadKind.Feed => new ReadAnswer { Feed = FeedItems.ReadLeniently(content, request.Facts!) },
                _ => new ReadAnswer { HomePage = HomePage.Read(content) },
            };
        }
        catch (OutOfMemoryException)
        {
            return new ReadAnswer { IsExhausted = true };
        }
        // Any parser may fail in any way on input from outside; the message goes into the report.
        catch (Exception e)
        {
            return new ReadAnswer { Error = e.Message };
        }
    }

    private static ReadAnswer AnswerOf(RawItem item) => new() { Item = item with { Html = null }, Body = item.Html };
}
