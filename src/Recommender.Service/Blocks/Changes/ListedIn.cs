using System.Collections.Immutable;
using Recommender.Engine.Models;

namespace Recommender.Service.Blocks.Changes;

/// <summary>
/// By document whose lists it is on: the lists of a model read backwards. May name a list that it was on before something was folded in, never
/// misses one that it is on. Immutable.
/// </summary>
internal sealed class ListedIn
{
    // The lists on which a document is stand between its start and that of the next one, in ascending order.
    private readonly int[] _starts;
    private readonly int[] _lists;
    private readonly ImmutableDictionary<int, ImmutableArray<int>> _since;

    private ListedIn(int[] starts, int[] lists, ImmutableDictionary<int, ImmutableArray<int>> since) => (_starts, _lists, _since) = (starts, lists, since);

    /// <summary>Costs a pass over all lists, and four bytes for each of their entries.</summary>
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

    /// <summary>The documents on whose lists a document is.</summary>
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

    /// <summary>The same after some lists changed or came.</summary>
    /// <param name="lists">All lists as they are now.</param>
    /// <param name="changed">Those that are not as they were.</param>
    public ListedIn With(RelatedLists lists, IEnumerable<int> changed)
    {
        var since = _since.ToBuilder();
        foreach (var list in changed)
        {
            foreach (var entry in lists[list])
            {
                var known = since.GetValueOrDefault(entry.Index, []);
                if (Array.BinarySearch(_lists, First(entry.Index), First(entry.Index + 1) - First(entry.Index), list) < 0 && !known.Contains(list))
                {
                    since[entry.Index] = known.Add(list);
                }
            }
        }

        return new ListedIn(_starts, _lists, since.ToImmutable());
    }

    private int First(int document) => _starts[Math.Min(document, _starts.Length - 1)];
}
