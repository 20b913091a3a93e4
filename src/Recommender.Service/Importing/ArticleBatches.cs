using System.Threading.Channels;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Workers;

namespace Recommender.Service.Importing;

/// <summary>Converts raw items to articles in parallel, in their original order and with bounded memory.</summary>
internal static class ArticleBatches
{
    // Bodies can be long: at most two batches wait, in addition to the one being made and the one being stored.
    private const int Waiting = 2;

    /// <summary>Batches of <see cref="ImportLimits.BatchSize"/> items.</summary>
    /// <exception cref="ImportException">The source is cut off; all items before that have been returned.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<ReadItem>> ReadAsync(
        SourceDocument document, Reading reading, DateTimeOffset now,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<IReadOnlyList<ReadItem>>(Waiting);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var producer = Task.Run(
            () => ProduceAsync(document, reading, now, channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(cancel))
            {
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await producer;
        }
    }

    private static async Task ProduceAsync(
        SourceDocument document, Reading reading, DateTimeOffset now, ChannelWriter<IReadOnlyList<ReadItem>> writer,
        CancellationToken cancel)
    {
        try
        {
            var batch = new List<RawItem>(ImportLimits.BatchSize);
            Exception? broken = null;
            // Within the try: opening the content may fail, and the reader of the batches would wait for a batch.
            using var source = document.Items(reading).GetEnumerator();
            while (broken is null)
            {
                broken = Take(source, batch, cancel);
                if (batch.Count == 0)
                {
                    break;
                }

                var items = FeedParameters.Clean(batch);
                var built = new ReadItem[items.Count];
                await Parallel.ForAsync(
                    0, built.Length, cancel, async (i, _) => built[i] = await ArticleBuilder.BuildAsync(items[i], reading, now));
                await writer.WriteAsync(built, cancel);
                batch.Clear();
            }

            writer.Complete(broken);
        }
        // It reaches the reader of the batches.
        catch (Exception e)
        {
            writer.TryComplete(Guarded.IsStop(e, cancel) ? null : e);
        }
    }

    // Items read before a source was cut off still form a batch.
    private static Exception? Take(IEnumerator<RawItem> source, List<RawItem> batch, CancellationToken cancel)
    {
        try
        {
            while (batch.Count < ImportLimits.BatchSize && source.MoveNext())
            {
                batch.Add(source.Current);
                cancel.ThrowIfCancellationRequested();
            }

            return null;
        }
        // Parsers throw many kinds of exceptions; all of them count as failures of the source.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var isOrdinary = SourceFailure.IsOrdinary(e);
            return e as ImportException
                ?? new ImportException(isOrdinary ? e.Message : SourceFailure.ReasonOf(e), e) { IsUnexpected = !isOrdinary };
        }
    }
}
