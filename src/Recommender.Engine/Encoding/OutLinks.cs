using Recommender.Engine.Persistence;

namespace Recommender.Engine.Encoding;

/// <summary>By document: the links of its body to others.</summary>
internal static class OutLinks
{
    private const string Kind = "links";
    private const int Version = 1;

    /// <summary>One link a target, without links to itself or to unknown documents.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="byId">The index of each by its id.</param>
    /// <param name="anchors">By document: what <see cref="Anchors"/> gave.</param>
    public static List<OutLink[]> Of(IReadOnlyList<Document> documents, IReadOnlyDictionary<string, int> byId, IReadOnlyList<int[][]> anchors) =>
        [.. documents.Select((document, i) => document.Links
            .Select((link, l) => (Target: byId.GetValueOrDefault(link.TargetId, -1), link.TargetId, Anchor: anchors[i][l]))
            .Where(link => link.Target >= 0 && !string.Equals(link.TargetId, document.Id, StringComparison.Ordinal))
            .DistinctBy(link => link.Target)
            .Select(link => new OutLink(link.Target, link.Anchor))
            .ToArray())];

    /// <summary>By link of the document: the distinct terms of its anchor's words. Words that the reader does not know are left out.</summary>
    public static int[][] Anchors(Document document, TermReader reader) => [.. document.Links.Select(link =>
        link.Length <= 0 || link.Start < 0 || link.Start + link.Length > document.Text.Length
            ? []
            : reader.Read(document.Text.Substring(link.Start, link.Length), "", document.Language).Title.Where(id => id >= 0).Distinct().ToArray())];

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
        var (counts, targets, lengths, anchors) = (reader.ReadArray<int>(), reader.ReadArray<int>(), reader.ReadArray<int>(), reader.ReadArray<int>());
        if (counts.Any(c => c < 0) || lengths.Any(l => l < 0) || counts.Sum(c => (long)c) != targets.Length || lengths.Length != targets.Length
            || lengths.Sum(l => (long)l) != anchors.Length || targets.Any(target => (uint)target >= (uint)counts.Length))
        {
            throw new InvalidDataException($"{file} is damaged: its parts do not fit together");
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
