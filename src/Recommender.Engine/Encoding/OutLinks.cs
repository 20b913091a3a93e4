using Recommender.Engine.Persistence;

namespace Recommender.Engine.Encoding;

/// <summary>By document: the links of its body to other documents.</summary>
internal static class OutLinks
{
    private const string Kind = "links";
    private const int Version = 1;

    /// <summary>
    /// Returns one link per target, without links to the document itself or to unknown documents. <paramref name="byId"/> maps ids to
    /// indices; <paramref name="anchors"/> holds the result of <see cref="Anchors"/> for each document.
    /// </summary>
    public static List<OutLink[]> Of(
        IReadOnlyList<Document> documents, IReadOnlyDictionary<string, int> byId, IReadOnlyList<int[][]> anchors) =>
        [.. documents.Select((document, i) => document.Links
            .Select((link, l) => (Target: byId.GetValueOrDefault(link.TargetId, -1), link.TargetId, Anchor: anchors[i][l]))
            .Where(link => link.Target >= 0 && !string.Equals(link.TargetId, document.Id, StringComparison.Ordinal))
            .DistinctBy(link => link.Target)
            .Select(link => new OutLink(link.Target, link.Anchor))
            .ToArray())];

    /// <summary>By link of the document: the distinct known terms of its anchor text.</summary>
    public static int[][] Anchors(Document document, TermReader reader) => [.. document.Links.Select(link =>
        link.Length <= 0 || link.Start < 0 || link.Start + link.Length > document.Text.Length
            ? []
            : reader.Read(document.Text.Substring(link.Start, link.Length), "", document.Language).Title.Where(id => id >= 0)
                .Distinct().ToArray())];

    public static void Save(string file, List<OutLink[]> links)
    {
        using var writer = new ArrayWriter(file, Kind, Version);
        writer.Write<int>(links.Select(l => l.Length).ToArray());
        writer.Write<int>(links.SelectMany(l => l).Select(l => l.Target).ToArray());
        writer.Write<int>(links.SelectMany(l => l).Select(l => l.Anchor.Length).ToArray());
        writer.Write<int>(links.SelectMany(l => l).SelectMany(l => l.Anchor).ToArray());
    }

    public static List<OutLink[]> Load(string file) => ArrayReader.Read(file, Kind, Version, reader =>
    {
        var (counts, targets, lengths, anchors) =
            (reader.ReadArray<int>(), reader.ReadArray<int>(), reader.ReadArray<int>(), reader.ReadArray<int>());
        if (counts.Any(c => c < 0) || lengths.Any(l => l < 0)
            || counts.Sum(c => (long)c) != targets.Length || lengths.Length != targets.Length
            || lengths.Sum(l => (long)l) != anchors.Length || targets.Any(target => (uint)target >= (uint)counts.Length))
        {
            throw new InvalidDataException($"{file} is damaged: its parts are inconsistent");
        }

        var (at, from) = (0, 0);
        return counts.Select(count => Enumerable.Range(0, count).Select(_ =>
        {
            var link = new OutLink(targets[at], anchors[from..(from + lengths[at])]);
            from += lengths[at++];
            return link;
        }).ToArray()).ToList();
    });
}
