using System.Collections.Immutable;
using Recommender.Engine.Models;

namespace Recommender.Service.Blocks.Changes;

/// <summary>
/// The reverse index of a model's lists: for each document, the lists that contain it. After a fold-in it may still name a list that no
/// longer contains the document, but it never misses one that does. Immutable.
/// </summary>
internal sealed class ListedIn
{
    // The lists that contain a document are between its start and that of the next document, in ascending order.
    private readonly int[] _starts;
    private readonly int[] _lists;
    private readonly ImmutableDictionary<int, ImmutableArray<int>> _since;

    private ListedIn(int[] starts, int[] lists, ImmutableDictionary<int, ImmutableArray<int>> since) =>
        (_starts, _lists, _since) = (starts, lists, since);

    /// <summary>Builds the index in one pass over all lists; it takes four bytes per entry.</summary>
    public static ListedIn Of(RelatedLists lists)
    {
        var starts = new int[lists.Ids.Count + 1];
        for (var document = 0; document < lists.Ids.Count; document++)
        {
            foreach (var entry in lists[document])
            {
                starts[entry.Index + 1]++;
            }
        }

        for (var document = 0; document < lists.Ids.Count; document++)
        {
            starts[document + 1] += starts[document];
        }

        var (next, all) = (starts[..^1], new int[starts[^1]]);
        for (var document = 0; document < lists.Ids.Count; document++)
        {
            foreach (var entry in lists[document])
            {
                all[next[entry.Index]++] = document;
            }
        }

        return new ListedIn(starts, all, ImmutableDictionary<int, ImmutableArray<int>>.Empty);
    }

    /// <summary>The documents whose lists contain the given document.</summary>
    public IEnumerable<int> Of(int document)
    {
        for (var i = First(document); i < First(document + 1); i++)
        {
            yield return _lists[i];
        }

        foreach (var list in _since.GetValueOrDefault(document, []))
        {
            yield return list;
        }
    }

    /// <summary>The index after lists changed or were added.</summary>
    /// <param name="lists">All current lists.</param>
    /// <param name="changed">Documents whose lists changed.</param>
    public ListedIn With(RelatedLists lists, IEnumerable<int> changed)
    {
        var since = _since.ToBuilder();
        foreach (var list in changed)
        {
            foreach (var entry in lists[list])
            {
                var known = since.GetValueOrDefault(entry.Index, []);
                if (Array.BinarySearch(_lists, First(entry.Index), First(entry.Index + 1) - First(entry.Index), list) < 0
                    && !known.Contains(list))
                {
                    since[entry.Index] = known.Add(list);
                }
            }
        }

        return new ListedIn(_starts, _lists, since.ToImmutable());
    }

    private int First(int document) => _starts[Math.Min(document, _starts.Length - 1)];
}
