using System.Data.Common;
using System.Text.Json;
using Dapper;
using Recommender.Service.Articles;
using Recommender.Service.Articles.Addresses;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Storage;

namespace Recommender.Service.Blocks.Loading;

/// <summary>Reads the data of serving snapshots.</summary>
/// <param name="database">The store.</param>
/// <param name="options">Who may read articles whose source does not state it; null: everyone.</param>
/// <param name="addresses">How addresses lead to articles; null: as at a site without settings.</param>
public sealed class SnapshotQuery(Database database, SiteArticleOptions? options = null, SiteAddressOptions? addresses = null)
{
    private static readonly string Separator = $"cast(x'{ArticleCard.Separator:x2}' as text)";

    // Below this, one reader finishes before a second one has started.
    private const int WorthHalving = 10_000;

    private const string Withdrawn = "withdrawn";
    private const string WithdrawnAt = "case when imported > @at or withdrawn <= @at then imported end";

    /// <summary>The current revisions of every site. Cheap enough to call several times a second.</summary>
    public async Task<IReadOnlyList<SiteHead>> HeadsAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<(string Site, long Revision, string? Model, long RuleRevision)>(
            "select s.name, s.revision, m.version, s.rule_revision "
            + "from site s left join model m on m.site = s.name and m.status = 'live' order by s.name");
        return [.. rows.Select(row => new SiteHead(row.Site, row.Revision, row.Model, row.RuleRevision))];
    }

    /// <summary>True if any site has articles.</summary>
    public async Task<bool> HasArticlesAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<long>("select count(*) from (select 1 from article limit 1) a") > 0;
    }

    /// <summary>The cards of all articles of the site, withdrawn ones included.</summary>
    /// <exception cref="StorageException">The row of an article cannot be read.</exception>
    public Task<List<ArticleCard>> CardsAsync(string site, CancellationToken cancel = default) => CardsAsync(site, null, cancel);

    /// <summary>The cards of all articles of the site that can be read, withdrawn ones included.</summary>
    /// <param name="unreadable">
    /// Receives the key of each article whose row cannot be read, with the reason, on two threads at once; null to throw instead.
    /// </param>
    public async Task<List<ArticleCard>> CardsAsync(string site, Action<string, Exception>? unreadable, CancellationToken cancel)
    {
        var (count, newest, middle) = await MiddleAsync(site, cancel);
        if (count < WorthHalving)
        {
            return await AllAsync(site, unreadable, cancel);
        }

        // Creating cards takes many times as long as reading the rows, so two readers share the work.
        Task<List<ArticleCard>> HalfAsync(string where) =>
            ReadAsync(database.ConnectToScanAsync, Withdrawn, where, unreadable, cancel, ("site", site), ("middle", middle));

        var older = Task.Factory.StartNew(
            () => HalfAsync("and revision <= @middle"), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        var newer = await HalfAsync("and revision > @middle");
        List<ArticleCard> cards = [.. await older, .. newer];
        // An article that was written meanwhile may be in both halves, or in neither.
        return cards.Count == count && cards.TrueForAll(card => card.Revision <= newest) ? cards : await AllAsync(site, unreadable, cancel);
    }

    /// <summary>All articles of the site with their addresses, withdrawn ones included.</summary>
    /// <exception cref="StorageException">The row of an article cannot be read.</exception>
    public async Task<ArticleIndex> IndexAsync(string site, CancellationToken cancel = default) =>
        IndexOf(site, await CardsAsync(site, cancel), await AliasesSinceAsync(site, 0, cancel));

    /// <summary>An index of cards, with the site's settings of addresses.</summary>
    internal ArticleIndex IndexOf(string site, IReadOnlyList<ArticleCard> cards, ArticleAliases aliases) =>
        ArticleIndex.Of(cards, aliases, addresses?.Of(site));

    /// <summary>The former addresses and further ids that were stored after a revision; 0 for all.</summary>
    public async Task<ArticleAliases> AliasesSinceAsync(string site, long revision, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var former = await connection.QueryAsync<(string Name, string Key)>(
            "select url_key, key from former_address where site = @site and revision > @revision", new { site, revision });
        var ids = await connection.QueryAsync<(string Name, string Key)>(
            "select source_id, key from article_id where site = @site and revision > @revision", new { site, revision });
        return new ArticleAliases(
            former.ToDictionary(row => row.Name, row => row.Key, StringComparer.Ordinal),
            ids.ToDictionary(row => row.Name, row => row.Key, StringComparer.Ordinal));
    }

    /// <summary>The cards of the articles that changed after <paramref name="revision"/>, withdrawn ones included.</summary>
    public Task<List<ArticleCard>> CardsSinceAsync(
        string site, long revision, Action<string, Exception>? unreadable, CancellationToken cancel = default) =>
        ReadAsync(database.ConnectAsync, Withdrawn, "and revision > @revision", unreadable, cancel, ("site", site), ("revision", revision));

    /// <summary>The cards of those of the articles with these keys that can be read.</summary>
    /// <param name="unreadable">Receives the key of each of the others, with the reason.</param>
    public async Task<List<ArticleCard>> CardsOfAsync(
        string site, IEnumerable<string> keys, Action<string, Exception> unreadable, CancellationToken cancel = default)
    {
        var cards = new List<ArticleCard>();
        // Database engines limit the parameters of a statement.
        foreach (var some in keys.Chunk(500))
        {
            var parameters = some.Select((key, i) => (Name: $"key{i}", Value: (object)key)).ToList();
            var where = $"and key in ({string.Join(", ", parameters.Select(parameter => '@' + parameter.Name))})";
            cards.AddRange(await ReadAsync(
                database.ConnectAsync, Withdrawn, where, unreadable, cancel, [("site", site), .. parameters]));
        }

        return cards;
    }

    /// <summary>
    /// The cards of all articles of the site as of a past time; articles withdrawn or not yet imported at that time count as withdrawn.
    /// Titles and texts are current, and an article that was withdrawn and restored counts as never withdrawn, because the store keeps no
    /// history of either.
    /// </summary>
    public Task<List<ArticleCard>> CardsAtAsync(string site, DateTimeOffset at, CancellationToken cancel = default) =>
        ReadAsync(database.ConnectToScanAsync, WithdrawnAt, "", null, cancel, ("site", site), ("at", StoredTypes.ToText(at)));

    private Task<List<ArticleCard>> AllAsync(string site, Action<string, Exception>? unreadable, CancellationToken cancel) =>
        ReadAsync(database.ConnectToScanAsync, Withdrawn, "", unreadable, cancel, ("site", site));

    private async Task<(int Count, long Newest, long Middle)> MiddleAsync(string site, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.QuerySingleAsync<(int, long, long)>(
            """
            select count(*), coalesce(max(revision), 0), coalesce((select revision from article where site = @site order by revision
                limit 1 offset (select count(*) / 2 from article where site = @site)), 0) from article where site = @site
            """, new { site });
    }

    private async Task<List<ArticleCard>> ReadAsync(
        Func<CancellationToken, Task<DbConnection>> connect, string withdrawn, string where,
        Action<string, Exception>? unreadable, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        await using var connection = await connect(cancel);
        // Read by hand: a mapper's intermediate rows would take a third of the start time of a large site.
        await using var command = connection.CreateCommand();
        // The texts come in the layout of the card. A null text and an empty one are equal here; checking costs as much as reading.
        command.CommandText =
            $"""
            select key, cast(source_id || {Separator} || coalesce(url, '') || {Separator} || coalesce(url_key, '') || {Separator}
                || title || {Separator} || coalesce(summary, '') || {Separator} || coalesce(image, '') as blob),
                coalesce(author, ''), coalesce(section, ''), tags, coalesce(language, ''), coalesce(published, ''), {withdrawn}, revision,
                access
            from article where site = @site {where}
            """;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var cards = new List<ArticleCard>();
        var shared = new SharedValues();
        var usual = options?.Of((string)parameters[0].Value).Default ?? ArticleAccess.Open;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                cards.Add(ReadCard(reader, shared, usual));
            }
            catch (Exception e) when (
                e is JsonException or FormatException or InvalidCastException or InvalidOperationException or StorageException)
            {
                var key = reader.GetString(0);
                (unreadable ?? throw new StorageException($"the row of article {key} cannot be read: {e.Message}", e))(key, e);
            }
        }

        return cards;
    }

    private static ArticleCard ReadCard(DbDataReader row, SharedValues shared, ArticleAccess usual) =>
        new(row.GetFieldValue<byte[]>(1))
        {
            Key = row.GetString(0),
            Author = shared.Once(Text(row, 2)),
            Section = shared.Once(Text(row, 3)),
            Tags = shared.Tags(row.GetString(4)),
            Language = shared.Once(Text(row, 5)),
            Published = Text(row, 6) is { } published ? StoredTypes.ToInstant(published).UtcDateTime : default,
            Withdrawn = !row.IsDBNull(7),
            Revision = row.GetInt64(8),
            Access = row.IsDBNull(9) ? usual : EnumWords.Read<ArticleAccess>(row.GetString(9)),
        };

    private static string? Text(DbDataReader row, int column) => row.GetString(column) is { Length: > 0 } text ? text : null;

    /// <summary>Shares one copy of values that many articles have in common.</summary>
    private sealed class SharedValues
    {
        private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string[]> _tags = new(StringComparer.Ordinal) { ["[]"] = [] };

        public string? Once(string? text)
        {
            if (text is null)
            {
                return null;
            }

            return _texts.TryGetValue(text, out var known) ? known : _texts[text] = text;
        }

        public string[] Tags(string json)
        {
            if (!_tags.TryGetValue(json, out var tags))
            {
                _tags[json] = tags = [.. StoredTypes.FromJson<string[]>(json).Select(tag => Once(tag)!)];
            }

            return tags;
        }
    }
}
