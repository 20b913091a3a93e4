namespace Recommender.Service.Workers;

/// <summary>How long to wait before something that failed is tried again: twice as long after each failure, up to a bound.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    /// <param name="failures">How many failures there were in a row, from 1.</param>
    /// <param name="longest">The bound.</param>
    public static TimeSpan After(int failures, TimeSpan longest)
    {
        var wait = First * Math.Pow(2, Math.Min(failures - 1, 20));
        return wait < longest ? wait : longest;
    }
}
