namespace Recommender.Engine.Candidates;

/// <summary>Selects the largest of many numbers.</summary>
internal static class Strongest
{
    /// <summary>
    /// Fills <paramref name="into"/> with the positions of the largest weights, in ascending order of position; among equal weights the
    /// first ones.
    /// </summary>
    public static void Select(ReadOnlySpan<float> weights, Span<int> into)
    {
        if (into.Length == weights.Length)
        {
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = i;
            }

            return;
        }

        if (into.Length == 0)
        {
            return;
        }

        var threshold = KthLargest(weights, into.Length, out var atThreshold);
        var at = 0;
        for (var i = 0; at < into.Length; i++)
        {
            if (weights[i] > threshold || (weights[i] == threshold && atThreshold-- > 0))
            {
                into[at++] = i;
            }
        }
    }

    // atThreshold: how many of the values equal to the threshold belong to the k largest.
    private static float KthLargest(ReadOnlySpan<float> weights, int k, out int atThreshold)
    {
        var rented = System.Buffers.ArrayPool<float>.Shared.Rent(weights.Length);
        var threshold = KthLargest(Contenders(weights, k, rented), k);
        System.Buffers.ArrayPool<float>.Shared.Return(rented);
        atThreshold = k;
        foreach (var weight in weights)
        {
            atThreshold -= weight > threshold ? 1 : 0;
        }

        return threshold;
    }

    // For long inputs, a sample gives a lower bound for the k largest values. If it was too high, all values are considered.
    private static Span<float> Contenders(ReadOnlySpan<float> weights, int k, Span<float> into)
    {
        const int Step = 16;
        if (weights.Length > 8 * Step * Step && weights.Length > 8 * k)
        {
            var sample = into[..(weights.Length / Step)];
            for (var i = 0; i < sample.Length; i++)
            {
                sample[i] = weights[i * Step];
            }

            var bound = KthLargest(sample, Math.Min(sample.Length, 2 * k / Step + 12));
            var count = 0;
            foreach (var weight in weights)
            {
                into[count] = weight;
                count += weight >= bound ? 1 : 0;
            }

            if (count >= k)
            {
                return into[..count];
            }
        }

        weights.CopyTo(into);
        return into[..weights.Length];
    }

    // Quickselect; reorders the values.
    private static float KthLargest(Span<float> values, int k)
    {
        var (low, high, target) = (0, values.Length - 1, k - 1);
        while (low < high)
        {
            var pivot = values[low + (high - low) / 2];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] > pivot)
                {
                    i++;
                }

                while (values[j] < pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (target <= j)
            {
                high = j;
            }
            else if (target >= i)
            {
                low = i;
            }
            else
            {
                break;
            }
        }

        return values[target];
    }
}
