using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>Processes queries in date order over an index that holds only what was published by each query's date.</summary>
internal sealed class TimeSweep(CandidateIndex index, List<OutLink[]> links)
{
    private readonly int[] _byDate = index.ByDate();
    private int _added;

    public CandidateIndex Index => index;

    /// <summary>Yields the queries in date order, undated ones last. While a query is processed, the index is as of its UTC date.</summary>
    public IEnumerable<int> InOrder(IEnumerable<int> queries)
    {
        foreach (var query in Sorted(queries))
        {
            while (_added < _byDate.Length && index.Documents.Days[_byDate[_added]] <= AsOf(query))
            {
                index.Add(_byDate[_added], links[_byDate[_added]]);
                _added++;
            }

            yield return query;
        }
    }

    /// <summary>The queries in the order in which <see cref="InOrder"/> yields them.</summary>
    public int[] Sorted(IEnumerable<int> queries) => [.. queries.OrderBy(AsOf).ThenBy(q => q)];

    /// <summary>All documents in the index except the query, newest first.</summary>
    public IEnumerable<int> NewestFirst(int query)
    {
        for (var i = _added - 1; i >= 0; i--)
        {
            if (_byDate[i] != query)
            {
                yield return _byDate[i];
            }
        }
    }

    private int AsOf(int query) => index.Documents.Days[query] is var day && day == EncodedDocuments.Undated ? int.MaxValue : day;
}
