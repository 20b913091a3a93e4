using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Tests.Importing.Budgets;

public sealed class ReadFramesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32_768)]
    [InlineData(1_000_001)]
    public async Task A_body_arrives_as_it_was_sent(int? length)
    {
        var body = length is { } characters ? string.Concat(Enumerable.Range(0, characters).Select(i => (char)(i % 65_536))) : null;
        using var stream = new MemoryStream();
        await ReadFrames.WriteAsync(
            stream, new ReadAnswer { Body = body }, FrameJson.Default.ReadAnswer, TestContext.Current.CancellationToken);
        stream.Position = 0;

        var answer = await ReadFrames.ReadAsync(stream, FrameJson.Default.ReadAnswer, TestContext.Current.CancellationToken);

        Assert.Equal(body, answer!.Body);
    }

    [Fact]
    public async Task A_body_that_ends_early_is_an_error()
    {
        using var stream = new MemoryStream();
        await ReadFrames.WriteAsync(
            stream, new ReadAnswer { Body = "a story" }, FrameJson.Default.ReadAnswer, TestContext.Current.CancellationToken);
        stream.SetLength(stream.Length - 1);
        stream.Position = 0;

        await Assert.ThrowsAsync<EndOfStreamException>(
            () => ReadFrames.ReadAsync(stream, FrameJson.Default.ReadAnswer, TestContext.Current.CancellationToken));
    }
}
