using System.Runtime.InteropServices;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Ranking;

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

/// <summary>A term that query and candidate share.</summary>
/// <param name="At">Its position in the query's term vector.</param>
/// <param name="Weight">Its weight in the candidate.</param>
internal readonly record struct SharedTerm(int At, float Weight);

/// <summary>A family of features of a (query, candidate) pair.</summary>
internal interface IFeatureFamily
{
    /// <summary>One name a feature, in the order in which <see cref="Write"/> writes them.</summary>
    string[] Names { get; }

    /// <summary>Prepares for a query whose candidates, best first by the unlearned ranking, are <paramref name="candidates"/>.</summary>
    void Begin(PairContext context, ReadOnlySpan<Scored> candidates);

    /// <summary>Writes the features of one candidate; the candidates come in the order in which <see cref="Begin"/> was given them.</summary>
    void Write(PairContext context, in Scored candidate, Span<float> into);
}
