using Recommender.Service.Tests.Importing.Budgets;

namespace Recommender.Service.Tests.Push;

/// <summary>The HTML of pushes has the same limits as that of imports.</summary>
public sealed class BudgetTests
{
    [Fact]
    public async Task HTML_beyond_the_limits_is_refused_and_a_large_chart_is_read()
    {
        await using var service = await RunningService.StartAsync(null, ("Recommender:Reading:Timeout", "00:00:05"),
            ("Recommender:Reading:MemoryMegabytes", "200"), ("Recommender:Articles:PublicText", "true"));
        var bomb = "<p>" + Bombs.Formatting(900, 40_000);

        var refused = await service.PutAsync("bomb", new { title = "Wall", html = bomb });
        var lines = await service.PostLinesAsync(Bombs.Line("bomb", bomb) + Bombs.Line("plain", "<p>Wall</p>"));
        var drawing = "<p>It rose.</p><svg>" + Bombs.Many(70_000, _ => "<g/>") + "</svg><p>Everywhere.</p>";
        var chart = await service.PutAsync("chart", new { title = "Turnout", html = drawing });

        Assert.Equal(400, refused.Status);
        Assert.Contains("cannot be read: it ", refused.Body, StringComparison.Ordinal);
        Assert.Contains("cannot be read: it ", lines.Body, StringComparison.Ordinal);
        Assert.Contains("created", lines.Body, StringComparison.Ordinal);
        Assert.Equal(201, chart.Status);
        Assert.Equal("It rose.\nEverywhere.",
            (await service.GetJsonAsync($"/v1/default/articles/{chart.Field("key")}")).GetProperty("text").GetString());
    }
}
