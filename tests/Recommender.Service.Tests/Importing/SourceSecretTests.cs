using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Fetching;

namespace Recommender.Service.Tests.Importing;

/// <summary>Secrets in the address of a source reach neither messages nor the store.</summary>
public class SourceSecretTests
{
    [Theory]
    [InlineData("http://user:hunter2@127.0.0.1:1/feed?page=1&api_key=hunter2")]
    [InlineData("https://user:hun/ter2@host.example/hunter2key")]
    public async Task A_source_that_cannot_be_read_is_named_without_its_secrets(string source)
    {
        using var folder = new TestFolder();
        using var host = folder.Host();
        var progress = new List<ImportProgress>();

        var failure = await Assert.ThrowsAsync<ImportException>(() => host.Services.GetRequiredService<ImportRun>().RunAsync(
            "default", [source], new ImportOptions(), new Progress<ImportProgress>(progress.Add), TestContext.Current.CancellationToken));

        Assert.DoesNotContain("user", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2&", failure.ToString() + "&", StringComparison.Ordinal);
        Assert.DoesNotContain("ter2@", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_remembered_of_a_fetch_holds_no_secret_and_addresses_that_differ_in_one_remain_two()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        using var host = folder.Host();
        var states = host.Services.GetRequiredService<FetchStateStore>();
        await states.SaveAsync("default", [new FetchState("https://host.example/feed?key=hunter2", "one", null)], cancel);
        await states.SaveAsync("default", [new FetchState("https://host.example/feed?key=other", "two", null)], cancel);

        Assert.Equal("one", (await states.FindAsync("default", "https://host.example/feed?key=hunter2", cancel))?.ETag);
        Assert.Equal("two", (await states.FindAsync("default", "https://host.example/feed?key=other", cancel))?.ETag);
        foreach (var file in Directory.GetFiles(folder.Data))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain("hunter2", await reader.ReadToEndAsync(cancel), StringComparison.Ordinal);
        }
    }
}
