using System.Data.Common;
using Recommender.Service.Importing.Text;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Importing;

/// <summary>Recognises exceptions caused by a source. They cannot be listed: every exception without another known cause counts.</summary>
internal static class SourceFailure
{
    /// <summary>Whether an exception is caused by the source, rather than by cancellation or the store.</summary>
    public static bool Is(Exception e, CancellationToken cancel) =>
        e is not (DbException or StorageException) && !(e is OperationCanceledException && cancel.IsCancellationRequested);

    /// <summary>Converts the exception to an <see cref="ImportException"/>.</summary>
    /// <param name="name">The source or document.</param>
    public static ImportException Of(string name, Exception e) =>
        e as ImportException ?? new ImportException($"{name}: {ReasonOf(e)}", e) { IsUnexpected = !IsOrdinary(e) };

    /// <summary>Reads an item; one that cannot be read becomes a line of the report, and reading continues.</summary>
    /// <param name="number">The item's position.</param>
    /// <exception cref="ImportException">The document as a whole cannot be read.</exception>
    public static RawItem Item(int number, Func<RawItem> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (!IsOrdinary(e) && e is not OperationCanceledException)
        {
            return RawItem.Skip(number, null, ReasonOf(e), unreadable: true);
        }
    }

    /// <summary>Whether an exception means unavailable or damaged bytes, which is common.</summary>
    public static bool IsOrdinary(Exception e) => e is ImportException or IOException or InvalidDataException;

    /// <summary>Why something cannot be read, in one line.</summary>
    public static string ReasonOf(Exception e) => MessageLine.Of($"cannot be read: {Markup.OneLine(e.Message) ?? e.GetType().Name}");
}
