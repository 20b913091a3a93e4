using System.Collections.Immutable;
using Recommender.Engine.Persistence;

namespace Recommender.Engine.Models;

/// <summary>
/// The precomputed lists of all documents: all that serving needs of a model. Immutable, compact, safe for concurrent use.
/// </summary>
public sealed class RelatedLists
{
    private const string Kind = "lists";
    private const int Version = 2;

    private readonly string[] _ids;

    // Slices of a few large arrays, so that loading does not allocate every list separately.
    private readonly ReadOnlyMemory<RelatedEntry>[] _lists;
    private readonly int[] _duplicateGroups;
    private readonly ReadOnlyMemory<int>[] _links;
    private readonly Dictionary<string, int> _byId;

    // Ids added since the dictionary above was created; the dictionary is large and shared.
    private readonly ImmutableDictionary<string, int> _added;

    internal RelatedLists(string[] ids, RelatedEntry[][] lists, int[] duplicateGroups, int[][] links)
        : this(ids, Array.ConvertAll(lists, static list => new ReadOnlyMemory<RelatedEntry>(list)),
            duplicateGroups, Array.ConvertAll(links, static list => new ReadOnlyMemory<int>(list)))
    {
    }

    private RelatedLists(string[] ids, ReadOnlyMemory<RelatedEntry>[] lists, int[] duplicateGroups, ReadOnlyMemory<int>[] links)
        : this(ids, lists, duplicateGroups, links, new Dictionary<string, int>(ids.Length, StringComparer.Ordinal),
            ImmutableDictionary.Create<string, int>(StringComparer.Ordinal))
    {
        for (var i = 0; i < ids.Length; i++)
        {
            _byId[ids[i]] = i;
        }
    }

    private RelatedLists(
        string[] ids, ReadOnlyMemory<RelatedEntry>[] lists,
        int[] duplicateGroups, ReadOnlyMemory<int>[] links, Dictionary<string, int> byId, ImmutableDictionary<string, int> added) =>
        (_ids, _lists, _duplicateGroups, _links, _byId, _added) = (ids, lists, duplicateGroups, links, byId, added);

    /// <summary>
    /// The documents' ids; entries refer to them by position. A document that was folded in again occurs twice, and the later one counts.
    /// </summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>Best first; scores are in [0, 1] and never rise.</summary>
    public ReadOnlySpan<RelatedEntry> this[int index] => _lists[index].Span;

    /// <summary>Near-duplicate documents share a group.</summary>
    public int DuplicateGroup(int index) => _duplicateGroups[index];

    /// <summary>Indices of the documents that the body of a document links to.</summary>
    public ReadOnlySpan<int> Links(int index) => _links[index].Span;

    /// <summary>The index of a document, or -1 if it is unknown.</summary>
    public int IndexOf(string id) => _added.TryGetValue(id, out var added) ? added : _byId.GetValueOrDefault(id, -1);

    /// <exception cref="InvalidDataException">The file is damaged or has another format version; the message gives the remedy.</exception>
    public static RelatedLists Load(string file) => ArrayReader.Read(file, Kind, Version, reader =>
    {
        var ids = reader.ReadStrings();
        var groups = reader.ReadArray<int>();
        var lengths = reader.ReadArray<int>();
        var entries = reader.ReadArray<RelatedEntry>();
        var linkCounts = reader.ReadArray<int>();
        var targets = reader.ReadArray<int>();
        if (groups.Length != ids.Length || !AreLengths(lengths, ids.Length, entries.Length)
            || !AreLengths(linkCounts, ids.Length, targets.Length)
            || targets.AsSpan().ContainsAnyExceptInRange(0, ids.Length - 1) || !AreWithin(entries, ids.Length))
        {
            throw new InvalidDataException($"{file} is damaged: its parts are inconsistent");
        }

        return new RelatedLists(ids, Cut(entries, lengths), groups, Cut(targets, linkCounts));
    });

    private static bool AreLengths(int[] lengths, int count, int sum)
    {
        if (lengths.Length != count)
        {
            return false;
        }

        var total = 0L;
        foreach (var length in lengths)
        {
            if (length < 0)
            {
                return false;
            }

            total += length;
        }

        return total == sum;
    }

    private static bool AreWithin(ReadOnlySpan<RelatedEntry> entries, int count)
    {
        foreach (ref readonly var entry in entries)
        {
            if ((uint)entry.Index >= (uint)count)
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlyMemory<T>[] Cut<T>(T[] all, int[] lengths)
    {
        var parts = new ReadOnlyMemory<T>[lengths.Length];
        var from = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = all.AsMemory(from, lengths[i]);
            from += lengths[i];
        }

        return parts;
    }

    public void Save(string file)
    {
        using var writer = new ArrayWriter(file, Kind, Version);
        writer.Write(_ids);
        writer.Write<int>(_duplicateGroups);
        Write(writer, _lists);
        Write(writer, _links);
    }

    private static void Write<T>(ArrayWriter writer, ReadOnlyMemory<T>[] parts)
        where T : unmanaged
    {
        writer.Write<int>(Array.ConvertAll(parts, static part => part.Length));
        var all = new T[parts.Sum(static part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(all.AsMemory(at));
            at += part.Length;
        }

        writer.Write<T>(all);
    }

    /// <summary>Copies the lists and adds that of one more document, which appears in no other list and links to nothing.</summary>
    /// <param name="id">Id of the document; must not have a list yet.</param>
    /// <param name="list">Best first; indices as in these lists.</param>
    public RelatedLists With(string id, RelatedEntry[] list) =>
        With([id], [_ids.Length], [[]], new Dictionary<int, RelatedEntry[]> { [_ids.Length] = list });

    /// <summary>Copies the lists, replaces some and appends others.</summary>
    internal RelatedLists With(
        IReadOnlyList<string> addedIds, IReadOnlyList<int> addedGroups,
        IEnumerable<int[]> addedLinks, IReadOnlyDictionary<int, RelatedEntry[]> changed)
    {
        var lists = new ReadOnlyMemory<RelatedEntry>[_ids.Length + addedIds.Count];
        _lists.CopyTo(lists, 0);
        foreach (var (index, list) in changed)
        {
            lists[index] = list;
        }

        var added = _added.SetItems(addedIds.Select((id, i) => KeyValuePair.Create(id, _ids.Length + i)));
        return new RelatedLists([.. _ids, .. addedIds], lists, [.. _duplicateGroups, .. addedGroups],
            [.. _links, .. addedLinks.Select(static links => new ReadOnlyMemory<int>(links))], _byId, added);
    }
}
