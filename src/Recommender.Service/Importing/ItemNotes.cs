using Recommender.Service.Web;

namespace Recommender.Service.Importing;

/// <summary>
/// Collects notes about items: the first few of a kind with the item's number, the rest as a count, so that a report stays readable.
/// </summary>
internal sealed class ItemNotes
{
    private const int Listed = 20;
    private const int LongestId = 200;
    private readonly Dictionary<(string Source, string Kind), int> _counts = [];

    public void Add(string source, int number, string? id, string note, List<string> notes)
    {
        var kind = (source, note.Split([':', '('], 2)[0]);
        var count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        if (count <= Listed)
        {
            notes.Add(MessageLine.Of($"{source}: item {number}{(id is null ? "" : $" ({Short(id)})")} {note}"));
        }
    }

    /// <summary>Adds the number of notes that were not listed.</summary>
    public void Finish(List<string> notes)
    {
        foreach (var ((source, kind), count) in _counts.Where(entry => entry.Value > Listed))
        {
            notes.Add($"{source}: {count - Listed} more items: {kind.Trim()}");
        }
    }

    private static string Short(string id) => id.Length <= LongestId ? id : id[..LongestId] + "…";
}
