using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>Documents by day, undated ones first; those of one day in the order of adding.</summary>
internal sealed class DateOrder(EncodedDocuments documents)
{
    private readonly List<int> _added = [];

    /// <summary>
    /// All documents, undated ones first, then by day and position. If several share an id, only the last is included.
    /// </summary>
    public static int[] Of(EncodedDocuments documents)
    {
        var last = new Dictionary<string, int>(documents.Count, StringComparer.Ordinal);
        for (var i = 0; i < documents.Count; i++)
        {
            last[documents.Ids[i]] = i;
        }

        return [.. last.Values.OrderBy(i => documents.Days[i]).ThenBy(i => i)];
    }

    public int Count => _added.Count;

    public int this[int position] => _added[position];

    public void Add(int document) => _added.Insert(PositionAfter(documents.Days[document]), document);

    /// <summary>The number of documents published on or before that day, including undated ones.</summary>
    public int PositionAfter(int day)
    {
        if (_added.Count == 0 || documents.Days[_added[^1]] <= day)
        {
            return _added.Count;
        }

        var (low, high) = (0, _added.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = documents.Days[_added[middle]] <= day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
