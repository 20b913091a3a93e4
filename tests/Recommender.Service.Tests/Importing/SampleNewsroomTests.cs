using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Importing;

/// <summary>The sample newsroom that the demo command imports.</summary>
public sealed class SampleNewsroomTests
{
    [Fact]
    public async Task The_sample_newsroom_is_imported_completely_and_all_its_links_lead_to_articles()
    {
        await using var workshop = new Workshop();

        var report = await workshop.ImportAsync(Path.Combine(AppContext.BaseDirectory, "data", "sample"));

        Assert.Equal((147, 0, 0), (report.New, report.Skipped, report.Errors.Count));
        var articles = await workshop.StoredAsync();
        Assert.All(articles, article => Assert.True(
            article is { Url: not null, Published: not null, Section: not null, Author: not null, Image: not null }
                && article.Tags.Count > 0, article.SourceId));
        Assert.Superset(new HashSet<string?> { "en", "de", "es" }, articles.Select(article => article.Language).ToHashSet());
        var known = articles.Select(article => UrlKey.Of(article.Url)).ToHashSet();
        var links = articles.SelectMany(article => article.Spans).Where(span => span.Kind == SpanKind.Link).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains(UrlKey.Of(link.Url), known));
        Assert.Equal(147, (await workshop.ImportAsync(Path.Combine(AppContext.BaseDirectory, "data", "sample"))).Unchanged);
    }
}
