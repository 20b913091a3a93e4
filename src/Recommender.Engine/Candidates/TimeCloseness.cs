using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>
/// exp(-days between / decay): 1 on the same day, 0 if either date is unknown. Symmetric, so newer and older documents count equally.
/// </summary>
internal sealed class TimeCloseness
{
    private readonly float[] _byDays;

    public TimeCloseness(TimeSpan decay)
    {
        _byDays = new float[(int)Math.Clamp(decay.TotalDays * 12, 1, 100_000)];
        for (var days = 0; days < _byDays.Length; days++)
        {
            _byDays[days] = (float)Math.Exp(-days / decay.TotalDays);
        }
    }

    public float Between(int day, int other)
    {
        if (day == EncodedDocuments.Undated || other == EncodedDocuments.Undated)
        {
            return 0;
        }

        var days = Math.Abs(day - other);
        return days < _byDays.Length ? _byDays[days] : 0;
    }
}
