using System.Globalization;
using Recommender.Engine.Encoding;
using Recommender.Engine.Models;

namespace Recommender.Engine.Tests;

/// <summary>Small corpora with obvious related articles.</summary>
internal static class Newsroom
{
    private static readonly (string Topic, string[] Words)[] Topics =
    [
        ("harbour",
            ["ferry", "captain", "pier", "lighthouse", "cargo", "anchor", "sailor", "tide", "dock", "vessel", "lifeboat", "fishing"]),
        ("school", ["teacher", "pupil", "classroom",
            "exam", "homework", "lesson", "headmaster", "grammar", "textbook", "playground", "tuition", "diploma"]),
        ("football", ["striker", "goalkeeper", "penalty",
            "referee", "league", "stadium", "coach", "offside", "midfield", "trophy", "fixture", "supporter"]),
        ("hospital", ["surgeon", "nurse", "patient",
            "vaccine", "clinic", "ambulance", "diagnosis", "therapy", "ward", "infection", "pharmacy", "midwife"]),
        ("farm", ["tractor", "harvest", "wheat", "barley",
            "cattle", "orchard", "fertiliser", "drought", "dairy", "plough", "shepherd", "silage"]),
    ];

    private static readonly string[] General =
        ["town", "council", "people", "report", "month",
            "plan", "money", "street", "group", "visit", "public", "meeting", "water", "record"];

    public static Document Article(string id, string title, string text, string? day = null) =>
        new() { Id = id, Title = title, Text = text, Published = day is null ? null : At(day) };

    public static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static Document LinkingTo(this Document document, params string[] targets) =>
        document with { Links = [.. document.Links, .. targets.Select(t => new DocumentLink(t, 0, 0))] };

    /// <summary>Adds a link at the first occurrence of <paramref name="anchor"/> in the body.</summary>
    public static Document LinkingFrom(this Document document, string anchor, string target) =>
        document with { Links = [.. document.Links,
            new DocumentLink(target, document.Text.IndexOf(anchor, StringComparison.Ordinal), anchor.Length)] };

    /// <summary>
    /// Articles on five topics in rotation ("harbour-0", "school-0", ...), one per day from 2020-01-01; each consists of words of its topic
    /// and some general words.
    /// </summary>
    public static Document[] Site(int articles)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, articles).Select(i =>
        {
            var (topic, words) = Topics[i % Topics.Length];
            return new Document
            {
                Id = $"{topic}-{i / Topics.Length}",
                Title = $"The {Pick(words)} and the {Pick(words)}",
                Text = $"{Sentence(words)}\n{Sentence(words)}\n{Sentence(words)}",
                Section = topic,
                Published = At("2020-01-01").AddDays(i),
            };
        })];

        string Pick(string[] from) => from[random.Next(from.Length)];
        string Sentence(string[] words) =>
            string.Join(' ', Enumerable.Range(0, 14).Select(i => i % 4 == 3 ? Pick(General) : Pick(words))) + ".";
    }

    /// <summary>The same site, in which most articles link to two earlier ones of their topic with words of their own text.</summary>
    public static Document[] LinkedSite(int articles)
    {
        var site = Site(articles);
        for (var i = 10; i < site.Length; i++)
        {
            var words = site[i].Text.Split(' ', 3);
            site[i] = site[i].LinkingFrom(words[0], site[i - 5].Id).LinkingFrom(words[1], site[i - 10].Id);
        }

        return site;
    }

    public static RelatedModel Train(IReadOnlyList<Document> documents, RankingOptions? options = null) =>
        new RelatedTrainer(options ?? new()).Train(documents);

    public static RelatedLists Lists(IReadOnlyList<Document> documents, RankingOptions? options = null) =>
        Train(documents, options).RankAll();

    public static string[] Related(this RelatedLists lists, string id)
    {
        var related = new List<string>();
        foreach (var entry in lists[lists.IndexOf(id)])
        {
            related.Add(lists.Ids[entry.Index]);
        }

        return [.. related];
    }

    public static SiteEncoder Encoder(IReadOnlyList<Document> documents, RankingOptions? options = null) =>
        SiteEncoder.Fit(Read(documents), options ?? new(), _ => { });

    public static CorpusTerms Read(IReadOnlyList<Document> documents) =>
        CorpusTerms.Read(documents, id => documents.LastOrDefault(d => d.Id == id)?.Title, documents.Count, null, default);

    public static List<OutLink[]> Links(IReadOnlyList<Document> documents, SiteEncoder encoder)
    {
        var reader = new TermReader(encoder.Terms, encoder.Names, grow: false);
        return OutLinks.Of(
            documents, documents.Select((d, i) => (d.Id, i))
                .ToDictionary(d => d.Id, d => d.i), [.. documents.Select(d => OutLinks.Anchors(d, reader))]);
    }

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => System.Numerics.Tensors.TensorPrimitives.Dot(a, b);
}

/// <summary>A temporary folder, deleted after the test.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("recommender-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
