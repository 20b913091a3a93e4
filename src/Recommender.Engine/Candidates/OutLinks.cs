using Recommender.Engine.Encoding;
using Recommender.Engine.Persistence;

namespace Recommender.Engine.Candidates;

/// <summary>A link to a document (by index) and the ids of its anchor's terms.</summary>
internal readonly record struct OutLink(int Target, int[] Anchor);

/// <summary>By document: the links of its body to others.</summary>
internal static class OutLinks
{
    private const string Kind = "links";
    private const int Version = 1;

    /// <summary>One link a target, without links to itself or to unknown documents. Anchor words that the encoder does not know are left out.</summary>
    public static List<OutLink[]> Of(IReadOnlyList<Document> documents, IReadOnlyDictionary<string, int> byId, SiteEncoder encoder)
    {
        var reader = new TermReader(encoder.Terms, encoder.Names, grow: false);
        return [.. documents.Select(document => document.Links
            .Select(link => (Target: byId.GetValueOrDefault(link.TargetId, -1), Link: link))
            .Where(link => link.Target >= 0 && !string.Equals(link.Link.TargetId, document.Id, StringComparison.Ordinal))
            .DistinctBy(link => link.Target)
            .Select(link => new OutLink(link.Target, Anchor(document, link.Link)))
            .ToArray())];

        int[] Anchor(Document document, DocumentLink link) =>
            link.Length <= 0 || link.Start < 0 || link.Start + link.Length > document.Text.Length
                ? []
                : [.. reader.Read(document.Text.Substring(link.Start, link.Length), "", document.Language).Title.Where(id => id >= 0).Distinct()];
    }

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
