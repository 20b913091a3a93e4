using Dapper;
using Recommender.Service.Articles;
using Recommender.Service.Storage;
using Recommender.Service.Tests.Importing;

namespace Recommender.Service.Tests.Articles;

public sealed class ArticleStoreTests
{
    private static readonly DateTimeOffset Day = new(2026, 2, 1, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_is_compared_with_what_is_stored()
    {
        await using var workshop = await WithSiteAsync();
        var batch = Enumerable.Range(0, 700).Select(i => Sample($"id {i}")).ToList();

        Assert.All(await workshop.Articles.SaveAsync(Workshop.Site, batch, Cancel), outcome => Assert.Equal(SaveOutcome.New, outcome));
        var revision = await workshop.RevisionAsync();
        Assert.All(
            await workshop.Articles.SaveAsync(Workshop.Site, batch, Cancel), outcome => Assert.Equal(SaveOutcome.Unchanged, outcome));
        Assert.Equal(revision, await workshop.RevisionAsync());

        batch[500] = batch[500] with { Tags = ["harbour"] };
        var outcomes = await workshop.Articles.SaveAsync(Workshop.Site, batch, Cancel);
        Assert.Equal([500], outcomes.Index().Where(o => o.Item == SaveOutcome.Changed).Select(o => o.Index));
        var changed = Assert.Single(await workshop.Articles.ReadSinceAsync(Workshop.Site, revision, Cancel).ToListAsync(Cancel));
        Assert.Equal("id 500", changed.SourceId);
    }

    [Fact]
    public async Task Every_field_is_read_as_it_was_saved()
    {
        await using var workshop = await WithSiteAsync();
        var article = Sample("tag:blogger.com,1999:blog-1.post/2@x%20#y z") with
        {
            Summary = "s", Image = "https://a.example/i.jpg", Author = "Jo", Section = "News", Tags = ["a", "b"], Language = "en",
            Updated = Day.AddHours(1),
            Spans = [new TextSpan(0, 4, SpanKind.Link, "https://a.example/b"), new TextSpan(0, 4, SpanKind.Heading)],
        };
        await workshop.Articles.SaveAsync(Workshop.Site, [article], Cancel);

        var stored = await workshop.Articles.FindAsync(Workshop.Site, ArticleKey.Of(article.SourceId), Cancel);

        Assert.Equivalent(article, stored, strict: true);
        Assert.Matches("^[0-9a-z]{12}$", stored!.Key);
    }

    [Fact]
    public async Task Of_two_articles_with_the_same_id_in_a_batch_the_later_is_stored()
    {
        await using var workshop = await WithSiteAsync();

        var outcomes = await workshop.Articles.SaveAsync(
            Workshop.Site, [Sample("a"), Sample("a") with { Title = "Later" }, Sample("a") with { Title = "Later" }], Cancel);

        Assert.Equal([SaveOutcome.New, SaveOutcome.Changed, SaveOutcome.Unchanged], outcomes);
        Assert.Equal("Later", Assert.Single(await workshop.StoredAsync()).Title);
    }

    [Fact]
    public async Task A_withdrawn_article_that_arrives_again_is_restored()
    {
        await using var workshop = await WithSiteAsync();
        await workshop.Articles.SaveAsync(Workshop.Site, [Sample("a"), Sample("b")], Cancel);

        await workshop.Get<Database>().WithdrawAsync(Workshop.Site, "a", "unknown");
        Assert.NotNull((await workshop.Articles.FindAsync(Workshop.Site, ArticleKey.Of("a"), Cancel))!.Withdrawn);
        Assert.Equal([SaveOutcome.Changed], await workshop.Articles.SaveAsync(Workshop.Site, [Sample("a")], Cancel));
        Assert.Equal(2, (await workshop.StoredAsync()).Count);
    }


    [Fact]
    public async Task An_unknown_site_is_named_in_the_error()
    {
        await using var workshop = new Workshop();

        var error = await Assert.ThrowsAsync<StorageException>(() => workshop.Articles.SaveAsync("nowhere", [Sample("a")], Cancel));

        Assert.Equal("there is no site 'nowhere'", error.Message);
    }

    [Fact]
    public async Task A_cancelled_write_changes_nothing()
    {
        await using var workshop = await WithSiteAsync();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => workshop.Get<Database>().WriteAsync<int>(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("insert into site (name, created) values ('half', '')", null, transaction);
            await stop.CancelAsync();
            return 0;
        }, stop.Token));

        Assert.False(await workshop.Get<SiteStore>().ExistsAsync("half", Cancel));
        Assert.Equal([SaveOutcome.New], await workshop.Articles.SaveAsync(Workshop.Site, [Sample("a")], Cancel));
    }

    [Fact]
    public async Task Sites_do_not_see_each_other()
    {
        await using var workshop = await WithSiteAsync();
        await workshop.Get<SiteStore>().EnsureAsync("other", Cancel);
        await workshop.Articles.SaveAsync(Workshop.Site, [Sample("a")], Cancel);

        Assert.Equal([SaveOutcome.New], await workshop.Articles.SaveAsync("other", [Sample("a")], Cancel));
        await workshop.Get<Database>().WithdrawAsync("other", "a");
        Assert.Single(await workshop.StoredAsync());
    }

    private static async Task<Workshop> WithSiteAsync()
    {
        var workshop = new Workshop();
        await workshop.Get<SiteStore>().EnsureAsync(Workshop.Site, Cancel);
        return workshop;
    }

    private static Article Sample(string id) => new() { SourceId = id, Title = "Title of " + id, Text = "Text of " + id, Published = Day };
}
