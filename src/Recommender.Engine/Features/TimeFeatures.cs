using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>Time between the two documents in either direction, in days and in articles published in between; lengths.</summary>
internal sealed class TimeFeatures : IFeatureFamily
{
    private int _position;

    public string[] Names { get; } = ["days between", "articles between", "length", "query length"];

    public void Begin(PairContext context, ReadOnlySpan<Scored> candidates) => _position = context.Index.PositionAfter(context.Query.Day);

    public void Write(PairContext context, in Scored candidate, Span<float> into)
    {
        var (day, other) = (context.Query.Day, context.Documents.Days[candidate.Document]);
        into[0] = day == EncodedDocuments.Undated || other == EncodedDocuments.Undated
            ? LabelFeatures.Missing : MathF.Log(1 + Math.Abs(day - other));
        into[1] = into[0] < 0 ? LabelFeatures.Missing : MathF.Log(1 + Math.Abs(_position - context.Index.PositionAfter(other)));
        into[2] = MathF.Log(1 + context.Documents.Lengths[candidate.Document]);
        into[3] = MathF.Log(1 + context.Query.Documents.Lengths[context.Query.Row]);
    }
}
