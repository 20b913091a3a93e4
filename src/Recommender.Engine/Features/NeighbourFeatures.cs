using System.Numerics.Tensors;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>
/// Embedding features among the candidates and the link targets of articles near the query: closeness to the mean of the best candidates
/// (pseudo-relevance feedback, Rocchio 1971); crowding around a candidate, which makes it close to everything (hubs; local scaling as in
/// CSLS, Conneau et al. 2018); and closeness to the mean link target.
/// </summary>
internal sealed class NeighbourFeatures : IFeatureFamily
{
    private const int Best = 10;
    private const int Sources = 40;
    private const float Sparse = 0.05f;

    private readonly Crowding _crowd = new();
    private float[] _best = [];
    private float[] _targets = [];
    private float[] _moved = [];
    private float[] _crowding = [];
    private int _next;

    public string[] Names { get; } =
    [
        "to the best ten", "crowding", "embedding less crowding",
        "embedding to crowding", "to targets of near ones", "moved as links of near ones",
    ];

    public void Begin(PairContext context, ReadOnlySpan<Scored> candidates)
    {
        _next = 0;
        var documents = context.Documents;
        Size(documents.Dimensions, candidates.Length);
        Mean(documents, candidates[..Math.Min(Best, candidates.Length)], _best);
        FollowLinks(context, candidates[..Math.Min(Sources, candidates.Length)]);
        _crowd.Measure(documents, candidates, _crowding);
    }

    public void Write(PairContext context, in Scored candidate, Span<float> into)
    {
        var embedding = context.Documents.Embedding(candidate.Document);
        var at = _next++;
        into[0] = TensorPrimitives.Dot(embedding, _best);
        into[1] = _crowding[at];
        into[2] = candidate.Parts.Embedding - _crowding[at];
        into[3] = candidate.Parts.Embedding / Math.Max(Sparse, _crowding[at]);
        into[4] = TensorPrimitives.Dot(embedding, _targets);
        into[5] = TensorPrimitives.Dot(embedding, _moved);
    }

    private void Size(int dimensions, int candidates)
    {
        if (_best.Length != dimensions)
        {
            (_best, _targets, _moved) = (new float[dimensions], new float[dimensions], new float[dimensions]);
        }

        if (_crowding.Length < candidates)
        {
            _crowding = new float[candidates];
        }
    }

    // The direction of the candidates' mean, weighted by score.
    private static void Mean(EncodedDocuments documents, ReadOnlySpan<Scored> candidates, float[] into)
    {
        Array.Clear(into);
        foreach (var candidate in candidates)
        {
            TensorPrimitives.MultiplyAdd(documents.Embedding(candidate.Document), candidate.Score, into, into);
        }

        Normalise(into);
    }

    // The targets that articles near the query link to, weighted by nearness; and the query's position if it moved as their links do.
    private void FollowLinks(PairContext context, ReadOnlySpan<Scored> near)
    {
        var (documents, query) = (context.Documents, context.Query);
        Array.Clear(_targets);
        Array.Clear(_moved);
        var weights = 0f;
        foreach (var source in near)
        {
            var links = context.Index.Graph.TargetsOf(source.Document);
            var linked = 0;
            foreach (var link in links)
            {
                linked += Counts(context, link) ? 1 : 0;
            }

            if (linked == 0)
            {
                continue;
            }

            var weight = source.Score * source.Score;
            foreach (var link in links)
            {
                if (Counts(context, link))
                {
                    TensorPrimitives.MultiplyAdd(documents.Embedding(link.Target), weight / linked, _targets, _targets);
                }
            }

            TensorPrimitives.MultiplyAdd(documents.Embedding(source.Document), -weight, _moved, _moved);
            weights += weight;
        }

        TensorPrimitives.Add(_moved, _targets, _moved);
        TensorPrimitives.Multiply(_moved, weights > 0 ? 1 / weights : 0, _moved);
        TensorPrimitives.Add(_moved, query.Documents.Embedding(query.Row), _moved);
        Normalise(_moved);
        Normalise(_targets);
    }

    // An old article may have received a link to a later one, which did not exist at that date.
    private static bool Counts(PairContext context, OutLink link) => link.Target != context.Query.Self && context.Index.Holds(link.Target);

    private static void Normalise(float[] vector)
    {
        var norm = TensorPrimitives.Norm<float>(vector);
        if (norm > 0)
        {
            TensorPrimitives.Multiply(vector, 1 / norm, vector);
        }
    }
}
