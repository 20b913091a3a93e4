using System.Data.Common;
using Recommender.Service.Importing.Text;
using Recommender.Service.Storage;

namespace Recommender.Service.Importing;

/// <summary>What parsers throw because of a source. Nobody can list it: everything counts that has no other known cause.</summary>
internal static class SourceFailure
{
    /// <summary>Whether an exception is the source's: not the stop of the import, and not the store's.</summary>
    public static bool Is(Exception e, CancellationToken cancel) =>
        e is not (DbException or StorageException) && !(e is OperationCanceledException && cancel.IsCancellationRequested);

    /// <summary>The exception as what sources fail with.</summary>
    /// <param name="name">The source or the document.</param>
    /// <param name="e">What was thrown.</param>
    public static ImportException Of(string name, Exception e) =>
        e as ImportException ?? new ImportException($"{name}: {ReasonOf(e)}", e) { IsUnexpected = !IsOrdinary(e) };

    /// <summary>Reads an item; one that cannot be read becomes a line in the report, and the items after it are read.</summary>
    /// <param name="number">The item's position.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="ImportException">The document, not only this item, cannot be read.</exception>
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

    /// <summary>Whether an exception says that bytes cannot be had or are damaged, as happens every day.</summary>
    public static bool IsOrdinary(Exception e) => e is ImportException or IOException or InvalidDataException;

    /// <summary>In one line, why something cannot be read.</summary>
    public static string ReasonOf(Exception e) => $"cannot be read: {Markup.OneLine(e.Message) ?? e.GetType().Name}";
}
