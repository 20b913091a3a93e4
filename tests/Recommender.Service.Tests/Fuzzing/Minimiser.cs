using System.Diagnostics;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>Shortens an input while the verdict stays.</summary>
internal sealed class Minimiser(Judge judge, Verdict verdict)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public byte[] Shorten(byte[] input)
    {
        var watch = Stopwatch.StartNew();
        for (var size = Math.Max(1, input.Length / 2); size > 0; size /= 2)
        {
            for (var start = 0; start + size <= input.Length && watch.Elapsed < Longest;)
            {
                byte[] shorter = [.. input.AsSpan(0, start), .. input.AsSpan(start + size)];
                if (judge.Of(shorter).Kind == verdict.Kind)
                {
                    input = shorter;
                }
                else
                {
                    start += size;
                }
            }
        }

        return input;
    }
}
