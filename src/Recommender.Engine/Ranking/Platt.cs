namespace Recommender.Engine.Ranking;

/// <summary>
/// Fits 1 / (1 + exp(-(slope × score + offset))) to labelled scores by maximum likelihood (Platt 1999), with Newton's method.
/// </summary>
internal static class Platt
{
    private const int Steps = 30;

    public static (float Slope, float Offset) Fit(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var (slope, offset) = (1.0, -3.0);
        for (var step = 0; step < Steps; step++)
        {
            // Gradient and Hessian of the log-likelihood; a weak prior pulls the slope to 1, so separable data keeps it finite.
            var (g0, g1, h00, h01, h11) = (0.0, 1e-3 * (1 - slope), 1e-9, 0.0, 1e-3);
            for (var i = 0; i < scores.Length; i++)
            {
                var p = 1 / (1 + Math.Exp(-(slope * scores[i] + offset)));
                var error = (labels[i] ? 1 : 0) - p;
                var weight = p * (1 - p);
                g0 += error;
                g1 += error * scores[i];
                h00 += weight;
                h01 += weight * scores[i];
                h11 += weight * scores[i] * scores[i];
            }

            var determinant = h00 * h11 - h01 * h01;
            if (Math.Abs(determinant) < 1e-12)
            {
                break;
            }

            var (down, along) = ((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant);
            offset += Math.Clamp(down, -2, 2);
            slope += Math.Clamp(along, -2, 2);
            if (Math.Abs(down) + Math.Abs(along) < 1e-6)
            {
                break;
            }
        }

        // A falling curve would invert the order; it can only be noise.
        return ((float)Math.Max(slope, 1e-3), (float)offset);
    }
}
