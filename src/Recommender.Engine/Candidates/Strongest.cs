namespace Recommender.Engine.Candidates;

/// <summary>Selection of the largest of many numbers.</summary>
internal static class Strongest
{
    /// <summary>Fills <paramref name="into"/> with the positions of the largest weights, in rising order of position; of equal ones the first.</summary>
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

    // atThreshold: how many that equal the threshold belong to the k largest.
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

    // Of many numbers a sample tells below which value none of the k largest can be expected. Where it was wrong, all are looked at.
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

    // Quickselect; changes the order of the values.
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
