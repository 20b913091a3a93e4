namespace Recommender.Service.Workers;

/// <summary>The delay before a failed operation is retried: doubled after each failure, up to a maximum.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    /// <param name="failures">Number of consecutive failures, from 1.</param>
    /// <param name="longest">The maximum delay.</param>
    public static TimeSpan After(int failures, TimeSpan longest)
    {
        var wait = First * Math.Pow(2, Math.Min(failures - 1, 20));
        return wait < longest ? wait : longest;
    }
}
