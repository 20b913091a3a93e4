using System.Data.Common;
using Dapper;
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

    /// <summary>
    /// Upserts a batch by source id in one transaction. Unchanged articles are not written; a withdrawn article that arrives again is
    /// restored. Articles that the site itself pushed (<see cref="ArticlePushStore"/>) are left alone and count as unchanged.
    /// </summary>
    /// <returns>The outcome of each article, in order. Of two with the same id, the later one is stored.</returns>
    /// <exception cref="StorageException">The site does not exist.</exception>
    public Task<IReadOnlyList<SaveOutcome>> SaveAsync(string site, IReadOnlyList<Article> batch, CancellationToken cancel = default)
    {
        // Hashing needs no lock, so it happens before the write transaction.
        var keyed = batch.Select(article => (article.Key, Hash: ContentHash.Of(article), Article: article)).ToList();
        return database.WriteAsync<IReadOnlyList<SaveOutcome>>(async (connection, transaction) =>
        {
            var revision = await NextRevisionAsync(connection, transaction, site);
            var hashes = await HashesAsync(connection, transaction, site, keyed.Select(item => item.Key));
            var outcomes = new SaveOutcome[keyed.Count];
            var changed = new Dictionary<string, object>();
            var toIndex = new Dictionary<string, (Article Article, bool Known)>();
            for (var i = 0; i < keyed.Count; i++)
            {
                var (key, hash, article) = keyed[i];
                var known = hashes.TryGetValue(key, out var before);
                if (known && (before.IsPushed || before.Hash == hash))
                {
                    continue;
                }

                outcomes[i] = known ? SaveOutcome.Changed : SaveOutcome.New;
                // For two articles with the same id, both are compared with the state before the batch.
                toIndex[key] = (article, toIndex.TryGetValue(key, out var earlier) ? earlier.Known : known);
                hashes[key] = (hash, false);
                changed[key] = ParametersOf(site, article, key, hash, revision, clock.GetUtcNow());
            }

            if (changed.Count > 0)
            {
                await connection.ExecuteAsync(UpsertArticle, changed.Values, transaction);
                await connection.ExecuteAsync(UpsertBody, changed.Values, transaction);
                foreach (var (article, known) in toIndex.Values)
                {
                    await ArticleSearchStore.IndexAsync(connection, transaction, site, article, known);
                }

                await SetRevisionAsync(connection, transaction, site, revision);
            }

            return outcomes;
        }, cancel);
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

    // The hashes of articles that are not withdrawn; a withdrawn one has null, which equals no hash, so that it is written again.
    private static async Task<Dictionary<string, (string? Hash, bool IsPushed)>> HashesAsync(
        DbConnection connection, DbTransaction transaction, string site, IEnumerable<string> keys)
    {
        var found = new Dictionary<string, (string?, bool)>();
        // Database engines limit the parameters of a statement.
        foreach (var some in keys.Distinct().Chunk(500))
        {
            var rows = await connection.QueryAsync<(string Key, string Hash, string? Withdrawn, string? Pushed)>(
                "select key, content_hash, withdrawn, pushed from article where site = @site and key in @some", new { site, some },
                transaction);
            foreach (var (key, hash, withdrawn, pushed) in rows)
            {
                found[key] = (withdrawn is null ? hash : null, pushed is not null);
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
