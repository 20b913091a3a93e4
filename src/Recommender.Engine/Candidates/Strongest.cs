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

    // Quickselect on a copy. atThreshold: how many that equal the threshold belong to the k largest.
    private static float KthLargest(ReadOnlySpan<float> weights, int k, out int atThreshold)
    {
        var rented = System.Buffers.ArrayPool<float>.Shared.Rent(weights.Length);
        var values = rented.AsSpan(0, weights.Length);
        weights.CopyTo(values);
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

        var threshold = values[target];
        System.Buffers.ArrayPool<float>.Shared.Return(rented);
        atThreshold = k;
        foreach (var weight in weights)
        {
            atThreshold -= weight > threshold ? 1 : 0;
        }

        return threshold;
    }
}
