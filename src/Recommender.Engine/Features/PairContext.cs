using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Features;

/// <summary>What all families of features look at: the query, prepared once, and the candidate of the moment.</summary>
internal sealed class PairContext(CandidateIndex index, SiteEncoder encoder)
{
    public SiteEncoder Encoder => encoder;

    public CandidateIndex Index => index;

    public EncodedDocuments Documents => index.Documents;

    public QueryTerms QueryTerms { get; } = new();

    public Query Query { get; private set; }

    public void Begin(Query query)
    {
        Query = query;
        QueryTerms.Begin(query, encoder.TermWeights);
    }
}

/// <summary>A family of features of a (query, candidate) pair.</summary>
internal interface IFeatureFamily
{
    /// <summary>One name a feature, in the order in which <see cref="Write"/> writes them.</summary>
    string[] Names { get; }

    /// <summary>Prepares for a query whose candidates, best first by the unlearned ranking, are <paramref name="candidates"/>.</summary>
    void Begin(PairContext context, ReadOnlySpan<Scored> candidates);

    /// <summary>Writes the features of one candidate.</summary>
    void Write(PairContext context, in Scored candidate, Span<float> into);
}
