using System.Threading.Channels;

namespace Recommender.Service.Importing;

/// <summary>Turns raw items into articles, many at a time on all processors, in their order and with bounded memory.</summary>
internal static class ArticleBatches
{
    // Bodies can be long: two batches wait at most, beside the one being made and the one being stored.
    private const int Waiting = 2;

    /// <summary>Batches of <see cref="ImportLimits.BatchSize"/> items.</summary>
    /// <exception cref="ImportException">The source breaks off; all items before that were given.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<ReadItem>> ReadAsync(
        IEnumerable<RawItem> items, DateTimeOffset now, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<IReadOnlyList<ReadItem>>(Waiting);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var producer = Task.Run(() => ProduceAsync(items, now, channel.Writer, stop.Token), CancellationToken.None);
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
        IEnumerable<RawItem> items, DateTimeOffset now, ChannelWriter<IReadOnlyList<ReadItem>> writer, CancellationToken cancel)
    {
        try
        {
            var batch = new List<RawItem>(ImportLimits.BatchSize);
            Exception? broken = null;
            using var source = items.GetEnumerator();
            while (broken is null)
            {
                broken = Take(source, batch);
                if (batch.Count == 0)
                {
                    break;
                }

                await writer.WriteAsync(
                    [.. batch.AsParallel().AsOrdered().WithCancellation(cancel).Select(raw => ArticleBuilder.Build(raw, now))], cancel);
                batch.Clear();
            }

            writer.Complete(broken);
        }
        catch (Exception e)
        {
            writer.TryComplete(cancel.IsCancellationRequested ? null : e);
        }
    }

    // What was read before a source broke off is still a batch.
    private static Exception? Take(IEnumerator<RawItem> source, List<RawItem> batch)
    {
        try
        {
            while (batch.Count < ImportLimits.BatchSize && source.MoveNext())
            {
                batch.Add(source.Current);
            }

            return null;
        }
        // Parsers throw much; whatever it is, it is this source's.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var isOrdinary = SourceFailure.IsOrdinary(e);
            return e as ImportException
                ?? new ImportException(isOrdinary ? e.Message : SourceFailure.ReasonOf(e), e) { IsUnexpected = !isOrdinary };
        }
    }
}
