using System.Net;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk.SignIn;

public class SessionKeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<key id=\"5f0c1c1e-0000-4000-8000-000000000001\" version=\"1\"><creation")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task The_desk_works_although_a_power_failure_left_a_key_file_incomplete(string content)
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        var keys = Directory.CreateDirectory(Path.Combine(folder.Data, "keys"));
        await File.WriteAllTextAsync(
            Path.Combine(keys.FullName, "key-5f0c1c1e-0000-4000-8000-000000000001.xml"), content, TestContext.Current.CancellationToken);
        await using var service = await RunningService.StartAsync(folder, ("Logging:LogLevel:Recommender.Service.Desk.SignIn", "None"));
        await service.PersonAsync("mila", Role.Editor);

        var client = await service.SignedInAsync("mila");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/desk/-/account", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(2, keys.GetFiles("*.xml").Length);
    }
}
