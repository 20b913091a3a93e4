using System.Data.Common;
using Dapper;
using Recommender.Service.Articles.Addresses;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>Stores the articles of all sites. Every write increments the site's revision, by which readers detect changes.</summary>
public sealed class ArticleStore(Database database, TimeProvider clock)
{
    private const string Columns =
        "a.source_id, a.url, a.title, a.summary, a.image, a.author, a.section, a.tags, a.language, a.published, a.updated, a.withdrawn, "
        + "a.access, a.image_width, a.image_height, a.revision";

    internal const string UpsertArticle =
        """
        insert into article (site, key, source_id, url, url_key, title, summary, image, author, section, tags, language,
                             image_width, image_height, published, updated, access, withdrawn, content_hash, revision, imported)
        values (@site, @key, @SourceId, @Url, @urlKey, @Title, @Summary, @Image, @Author, @Section, @tags, @Language,
                @ImageWidth, @ImageHeight, @Published, @Updated, @access, null, @hash, @revision, @now)
        on conflict (site, key) do update set
            url = excluded.url, url_key = excluded.url_key, title = excluded.title, summary = excluded.summary, image = excluded.image,
            image_width = excluded.image_width, image_height = excluded.image_height,
            author = excluded.author, section = excluded.section, tags = excluded.tags, language = excluded.language,
            published = excluded.published, updated = excluded.updated, access = excluded.access, withdrawn = null,
            content_hash = excluded.content_hash, revision = excluded.revision
        """;

    internal const string UpsertBody =
        """
        insert into article_body (site, key, text, spans) values (@site, @key, @Text, @spans)
        on conflict (site, key) do update set text = excluded.text, spans = excluded.spans
        """;

    /// <inheritdoc cref="SaveAsync(string, IReadOnlyList{Article}, Func{string, bool}, CancellationToken)"/>
    /// <returns>The outcome of each article, in order. Of two with the same id, the later one is stored.</returns>
    public async Task<IReadOnlyList<SaveOutcome>> SaveAsync(
        string site, IReadOnlyList<Article> batch, CancellationToken cancel = default) =>
        (await SaveAsync(site, batch, static _ => true, cancel)).Outcomes;

    /// <summary>
    /// Upserts a batch by source id in one transaction. Unchanged articles are not written; a withdrawn article that arrives again is
    /// restored. Articles that the site itself pushed (<see cref="ArticlePushStore"/>) are left alone and count as unchanged. An article
    /// whose address changes keeps the former one.
    /// </summary>
    /// <param name="batch">Articles as <see cref="Identity.ArticleIdentity"/> returns them.</param>
    /// <param name="listed">
    /// Whether the article of a key is known to be still in its sources; if not, it is withdrawn once another one has its address.
    /// </param>
    /// <exception cref="StorageException">The site does not exist.</exception>
    public Task<SavedBatch> SaveAsync(
        string site, IReadOnlyList<Article> batch, Func<string, bool> listed, CancellationToken cancel = default)
    {
        // Hashing needs no lock, so it happens before the write transaction.
        var keyed = batch.AsParallel().AsOrdered()
            .Select(article => (article.Key, Hash: ContentHash.Of(article), Article: article)).ToList();
        return database.WriteAsync(async (connection, transaction) =>
        {
            var revision = await NextRevisionAsync(connection, transaction, site);
            var known = await KnownAsync(connection, transaction, site, keyed.Select(item => item.Key));
            var changes = new ArticleChangeSet(known);
            foreach (var (key, hash, article) in keyed)
            {
                changes.Add(key, hash, article);
            }

            var aliases = new ArticleAliasStore(connection, transaction, site, revision, clock.GetUtcNow());
            var displaced = changes.Changed.Count == 0 ? []
                : await WriteAsync(connection, transaction, site, revision, changes, aliases, listed);
            var ids = keyed.SelectMany(item => item.Article.OtherIds.Select(id => (item.Key, id))).ToList();
            // Two articles may state one address: only a change is a claim.
            var former = changes.Changed.SelectMany(change => ArticleAliasStore.StatedBy(change.Value.Article, change.Key))
                .Concat(keyed.SelectMany(item => item.Article.OtherUrls.Select(url => (item.Key, Address: UrlKey.Of(url)!)))).ToList();
            var added = ids.Count > 0 ? await aliases.AddIdsAsync(ids) : 0;
            added += former.Count > 0 ? await aliases.AddFormerAsync(former) : 0;
            if (changes.Changed.Count > 0 || added > 0)
            {
                await SetRevisionAsync(connection, transaction, site, revision);
            }

            return new SavedBatch(changes.Outcomes, displaced);
        }, cancel);
    }

    private async Task<IReadOnlyList<string>> WriteAsync(
        DbConnection connection, DbTransaction transaction, string site, long revision, ArticleChangeSet changes, ArticleAliasStore aliases,
        Func<string, bool> listed)
    {
        foreach (var (key, change) in changes.Changed.Where(change => change.Value.Before is not null))
        {
            // Before the text is overwritten, which may have to be compared.
            await aliases.KeepAsync(key, change.Article, change.Before!.Title, change.Before.UrlKey);
        }

        var now = clock.GetUtcNow();
        var parameters = changes.Changed
            .Select(change => ParametersOf(site, change.Value.Article, change.Key, change.Value.Hash, revision, now)).ToList();
        await connection.ExecuteAsync(UpsertArticle, parameters, transaction);
        await connection.ExecuteAsync(UpsertBody, parameters, transaction);
        await ArticleSearchStore.IndexAsync(
            connection, transaction, site, [.. changes.Changed.Values.Select(change => (change.Article, change.Before is not null))]);

        return await aliases.DisplaceAsync(changes.Taken(), listed);
    }

    internal static async Task<int> WithdrawAsync(
        DbConnection connection, DbTransaction transaction, string site, IReadOnlyCollection<string> sourceIds, DateTimeOffset now)
    {
        if (sourceIds.Count == 0)
        {
            return 0;
        }

        var revision = await NextRevisionAsync(connection, transaction, site);
        await connection.ExecuteAsync(
            "update article set withdrawn = @now, revision = @revision where site = @site and source_id = @id",
            sourceIds.Select(id => new { now, revision, site, id }), transaction);
        await SetRevisionAsync(connection, transaction, site, revision);
        return sourceIds.Count;
    }

    /// <summary>The article with a key, with its text, withdrawn or not; null if there is none.</summary>
    public async Task<Article?> FindAsync(string site, string key, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<ArticleRow>(
            $"select {Columns}, b.text, b.spans from article a join article_body b on b.site = a.site and b.key = a.key where a.site = "
            + $"@site and a.key = @key",
            new { site, key });
        return row?.ToArticle();
    }

    /// <summary>Every article of the site with its text, oldest first, for training. Withdrawn ones are left out.</summary>
    public IAsyncEnumerable<Article> ReadAllAsync(string site, CancellationToken cancel = default) => ReadSinceAsync(site, 0, cancel);

    /// <summary>The same for articles added or changed after <paramref name="revision"/>.</summary>
    public async IAsyncEnumerable<Article> ReadSinceAsync(
        string site, long revision, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = connection.QueryUnbufferedAsync<ArticleRow>(
            $"select {Columns}, b.text, b.spans from article a join article_body b on b.site = a.site and b.key = a.key " +
            "where a.site = @site and a.withdrawn is null and a.revision > @revision order by a.published, a.key", new { site, revision });
        await foreach (var row in rows.WithCancellation(cancel))
        {
            yield return row.ToArticle();
        }
    }

    internal static async Task<long> NextRevisionAsync(DbConnection connection, DbTransaction transaction, string site) =>
        1 + (await connection.ExecuteScalarAsync<long?>("select revision from site where name = @site", new { site }, transaction)
             ?? throw new StorageException($"there is no site '{site}'"));

    internal static Task SetRevisionAsync(DbConnection connection, DbTransaction transaction, string site, long revision) =>
        connection.ExecuteAsync("update site set revision = @revision where name = @site", new { site, revision }, transaction);

    private static async Task<Dictionary<string, StoredArticle>> KnownAsync(
        DbConnection connection, DbTransaction transaction, string site, IEnumerable<string> keys)
    {
        var found = new Dictionary<string, StoredArticle>();
        // Database engines limit the parameters of a statement.
        foreach (var some in keys.Distinct().Chunk(500))
        {
            foreach (var article in await connection.QueryAsync<StoredArticle>(
                "select key, content_hash, title, url_key, withdrawn, pushed from article where site = @site and key in @some",
                new { site, some }, transaction))
            {
                found[article.Key] = article;
            }
        }

        return found;
    }

    internal static object ParametersOf(string site, Article article, string key, string hash, long revision, DateTimeOffset now) => new
    {
        site, key, article.SourceId, article.Url, urlKey = UrlKey.Of(article.Url), article.Title, article.Summary, article.Image,
        article.ImageWidth, article.ImageHeight,
        article.Author, article.Section, tags = StoredTypes.ToJson(article.Tags), article.Language, article.Published, article.Updated,
        access = article.Access is { } access ? EnumWords.Of(access) : null, hash, revision, now, article.Text,
        spans = SpanJson.Of(article.Spans),
    };

    private sealed class ArticleRow
    {
        public required string SourceId { get; init; }
        public string? Url { get; init; }
        public required string Title { get; init; }
        public string? Summary { get; init; }
        public string? Image { get; init; }
        public int? ImageWidth { get; init; }
        public int? ImageHeight { get; init; }
        public string? Author { get; init; }
        public string? Section { get; init; }
        public required string Tags { get; init; }
        public string? Language { get; init; }
        public DateTimeOffset? Published { get; init; }
        public DateTimeOffset? Updated { get; init; }
        public DateTimeOffset? Withdrawn { get; init; }
        public string? Access { get; init; }
        public long Revision { get; init; }
        public string? Text { get; init; }
        public string? Spans { get; init; }

        public Article ToArticle() => new()
        {
            SourceId = SourceId, Url = Url, Title = Title, Summary = Summary, Image = Image, ImageWidth = ImageWidth,
            ImageHeight = ImageHeight, Author = Author, Section = Section,
            Tags = Tags == "[]" ? [] : StoredTypes.FromJson<string[]>(Tags),
            Language = Language, Published = Published, Updated = Updated, Withdrawn = Withdrawn,
            Access = Access is null ? null : EnumWords.Read<ArticleAccess>(Access),
            Text = Text ?? "", Spans = Spans is null or "[]" ? [] : StoredTypes.FromJson<TextSpan[]>(Spans),
        };
    }
}
