using Recommender.Engine.Candidates;

namespace Recommender.Engine.Features;

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
