using System.Runtime.InteropServices;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Features;

/// <summary>What all families of features look at: the query, prepared once, and the candidate of the moment.</summary>
internal sealed class PairContext(CandidateIndex index, SiteEncoder encoder)
{
    private readonly List<SharedTerm> _terms = [];
    private readonly List<SharedTerm> _lead = [];

    public SiteEncoder Encoder => encoder;

    public CandidateIndex Index => index;

    public EncodedDocuments Documents => index.Documents;

    public QueryTerms QueryTerms { get; } = new();

    public Query Query { get; private set; }

    /// <summary>What the whole texts share. Found once for all families: looking through a text's terms costs more than what is done with them.</summary>
    public ReadOnlySpan<SharedTerm> Terms => CollectionsMarshal.AsSpan(_terms);

    /// <summary>What the query's text shares with the candidate's lead.</summary>
    public ReadOnlySpan<SharedTerm> LeadTerms => CollectionsMarshal.AsSpan(_lead);

    public void Begin(Query query)
    {
        Query = query;
        QueryTerms.Begin(query, encoder);
    }

    /// <summary>Turns to the next candidate.</summary>
    public void Look(int candidate)
    {
        Share(Documents.Terms[candidate], _terms);
        Share(Documents.Leads[candidate], _lead);
    }

    private void Share(SparseRow row, List<SharedTerm> into)
    {
        into.Clear();
        var lookup = QueryTerms.Terms;
        foreach (var i in lookup.Probable(row.Ids))
        {
            if (lookup.FindProbable(row.Ids[i]) is >= 0 and var at)
            {
                into.Add(new SharedTerm(at, row.Weights[i]));
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
