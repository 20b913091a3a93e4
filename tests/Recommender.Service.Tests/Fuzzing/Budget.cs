namespace Recommender.Service.Tests.Fuzzing;

/// <summary>What an input may cost: a second for each megabyte, at least one; 64 MB of memory and 40 times its length.</summary>
internal static class Budget
{
    public static TimeSpan Time(int bytes) => TimeSpan.FromSeconds(Math.Max(1, bytes / 1_000_000.0));

    public static long Memory(int bytes) => 64_000_000 + (40L * bytes);
}
