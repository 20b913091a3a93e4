namespace Recommender.Service.Tests;

/// <summary>Waits for what other threads or processes bring about. Fails with the value that was read last.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Reads again and again until the value is right.</summary>
    /// <param name="read">Reads the value.</param>
    /// <param name="isRight">Whether it is the one to wait for.</param>
    /// <param name="within">The longest wait; null for one that is long for every test.</param>
    /// <param name="meanwhile">Done before each further reading, such as moving a clock on.</param>
    /// <param name="pause">Real time between two readings; null for 20 ms.</param>
    /// <returns>The value that is right.</returns>
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

            Assert.True(TimeProvider.System.GetElapsedTime(began) < (within ?? Patience), $"it did not happen in time; last: {value}");
            meanwhile?.Invoke();
            await Task.Delay(pause ?? Pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task HoldsAsync(Func<Task<bool>> holds, TimeSpan? within = null) => ReadsAsync(holds, isSo => isSo, within);

    public static Task HoldsAsync(Func<bool> holds, TimeSpan? within = null, Action? meanwhile = null, TimeSpan? pause = null) =>
        ReadsAsync(() => Task.FromResult(holds()), isSo => isSo, within, meanwhile, pause);
}
