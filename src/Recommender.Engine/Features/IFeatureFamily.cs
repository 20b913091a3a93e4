using Recommender.Engine.Candidates;

namespace Recommender.Engine.Features;

/// <summary>A family of features of a (query, candidate) pair.</summary>
internal interface IFeatureFamily
{
    /// <summary>One name per feature, in the order in which <see cref="Write"/> writes them.</summary>
    string[] Names { get; }

    /// <summary>Prepares for a query with these <paramref name="candidates"/>, best first by the unlearned ranking.</summary>
    void Begin(PairContext context, ReadOnlySpan<Scored> candidates);

    /// <summary>Writes the features of one candidate. Candidates come in the order passed to <see cref="Begin"/>.</summary>
    void Write(PairContext context, in Scored candidate, Span<float> into);
}
