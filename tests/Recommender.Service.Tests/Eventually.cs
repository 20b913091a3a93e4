namespace Recommender.Service.Tests;

/// <summary>Waits for the effects of other threads or processes. Fails with the value that was read last.</summary>
internal static class Eventually
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Reads a value repeatedly until it is the expected one.</summary>
    /// <param name="isRight">Returns true for the expected value.</param>
    /// <param name="within">The longest wait; null for a minute.</param>
    /// <param name="meanwhile">Called before each further reading, for example to advance a clock.</param>
    /// <param name="pause">Real time between two readings; null for 20 ms.</param>
    /// <returns>The expected value.</returns>
    public static async Task<T> ReadsAsync<T>(
        Func<Task<T>> read, Func<T, bool> isRight, TimeSpan? within = null, Action? meanwhile = null, TimeSpan? pause = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (isRight(value))
            {
                return value;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(began) < (within ?? LongestWait), $"it did not happen in time; last: {value}");
            meanwhile?.Invoke();
            await Task.Delay(pause ?? Pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task HoldsAsync(Func<Task<bool>> holds, TimeSpan? within = null) => ReadsAsync(holds, isSo => isSo, within);

    public static Task HoldsAsync(Func<bool> holds, TimeSpan? within = null, Action? meanwhile = null, TimeSpan? pause = null) =>
        ReadsAsync(() => Task.FromResult(holds()), isSo => isSo, within, meanwhile, pause);
}
