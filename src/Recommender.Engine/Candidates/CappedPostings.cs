using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>
/// An inverted index that keeps, for each id, only the documents with the highest weights, and for each document only its strongest ids.
/// The cost of a query or a document therefore does not grow with the number of documents (impact-ordered pruning, Anh and Moffat 2006).
/// </summary>
/// <param name="ids">Number of ids.</param>
/// <param name="perId">Maximum number of documents kept per id.</param>
/// <param name="perDocument">Maximum number of ids kept per document.</param>
internal sealed class CappedPostings(int ids, int perId, int perDocument)
{
    private readonly Postings[] _lists = new Postings[ids];

    public void Add(int document, SparseRow row)
    {
        Span<int> strongest = stackalloc int[Math.Min(row.Ids.Length, perDocument)];
        Strongest.Select(row.Weights, strongest);
        foreach (var at in strongest)
        {
            Add(ref _lists[row.Ids[at]], document, row.Weights[at]);
        }
    }

    public void Add(int id, int document, float weight) => Add(ref _lists[id], document, weight);

    public ReadOnlySpan<Posting> this[int id] => _lists[id].Entries.AsSpan(0, _lists[id].Count);

    private void Add(ref Postings list, int document, float weight)
    {
        list.Entries ??= new Posting[Math.Min(2, perId)];
        if (list.Count < perId)
        {
            if (list.Count == list.Entries.Length)
            {
                Array.Resize(ref list.Entries, Math.Min(perId, list.Entries.Length * 2));
            }

            list.Entries[list.Count++] = new Posting(document, weight);
            if (list.Count == perId)
            {
                for (var i = perId / 2 - 1; i >= 0; i--)
                {
                    SiftDown(list.Entries, i);
                }
            }
        }
        else if (weight > list.Entries[0].Weight)
        {
            // Full lists are min-heaps by weight. On equal weight the earlier document stays.
            list.Entries[0] = new Posting(document, weight);
            SiftDown(list.Entries, 0);
        }
    }

    private static void SiftDown(Posting[] heap, int at)
    {
        var moved = heap[at];
        while (2 * at + 1 < heap.Length)
        {
            var child = 2 * at + 1;
            if (child + 1 < heap.Length && heap[child + 1].Weight < heap[child].Weight)
            {
                child++;
            }

            if (heap[child].Weight >= moved.Weight)
            {
                break;
            }

            heap[at] = heap[child];
            at = child;
        }

        heap[at] = moved;
    }

    private struct Postings
    {
        public Posting[]? Entries;
        public int Count;
    }
}
