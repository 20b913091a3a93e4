using System.Runtime.InteropServices;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>Input shared by all feature families: the query, prepared once, and the current candidate.</summary>
internal sealed class PairContext(CandidateIndex index, SiteEncoder encoder)
{
    private readonly List<SharedTerm> _lead = [];

    private HybridScorer _scorer = null!;
    private Scored _candidate;

    public SiteEncoder Encoder => encoder;

    public CandidateIndex Index => index;

    public EncodedDocuments Documents => index.Documents;

    public QueryTerms QueryTerms { get; } = new();

    public Query Query { get; private set; }

    /// <summary>Terms shared by the full texts.</summary>
    public ReadOnlySpan<SharedTerm> Terms => _scorer.Shared(_candidate);

    /// <summary>Terms shared by the query's text and the candidate's lead.</summary>
    public ReadOnlySpan<SharedTerm> LeadTerms => CollectionsMarshal.AsSpan(_lead);

    /// <param name="scorer">The scorer that scored the candidates of <paramref name="query"/>.</param>
    public void Begin(Query query, HybridScorer scorer)
    {
        (Query, _scorer) = (query, scorer);
        QueryTerms.Begin(query, encoder);
    }

    /// <summary>Moves to the next candidate.</summary>
    public void Look(in Scored candidate)
    {
        _candidate = candidate;
        _lead.Clear();
        var row = Documents.Leads[candidate.Document];
        var lookup = QueryTerms.Terms;
        foreach (var i in lookup.Probable(row.Ids))
        {
            if (lookup.FindProbable(row.Ids[i]) is >= 0 and var at)
            {
                _lead.Add(new SharedTerm(at, row.Weights[i]));
            }
        }
    }
}
