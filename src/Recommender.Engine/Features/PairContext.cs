using System.Runtime.InteropServices;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>What all families of features look at: the query, prepared once, and the candidate of the moment.</summary>
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

    /// <summary>What the whole texts share.</summary>
    public ReadOnlySpan<SharedTerm> Terms => _scorer.Shared(_candidate);

    /// <summary>What the query's text shares with the candidate's lead.</summary>
    public ReadOnlySpan<SharedTerm> LeadTerms => CollectionsMarshal.AsSpan(_lead);

    /// <param name="query">The query.</param>
    /// <param name="scorer">What scored its candidates.</param>
    public void Begin(Query query, HybridScorer scorer)
    {
        (Query, _scorer) = (query, scorer);
        QueryTerms.Begin(query, encoder);
    }

    /// <summary>Turns to the next candidate.</summary>
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
