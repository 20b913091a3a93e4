using Recommender.Engine.Persistence;

namespace Recommender.Engine.Candidates;

/// <summary>By document: the indices of those that its body links to.</summary>
internal static class LinkTargets
{
    private const string Kind = "links";
    private const int Version = 1;

    /// <summary>Distinct, without links to itself or to unknown documents.</summary>
    public static List<int[]> Of(IReadOnlyList<Document> documents, IReadOnlyDictionary<string, int> byId) =>
        [.. documents.Select(d => d.Links.Select(l => byId.GetValueOrDefault(l.TargetId, -1)).Where(t => t >= 0 && t != byId.GetValueOrDefault(d.Id, -1)).Distinct().ToArray())];

    public static void Save(string file, List<int[]> targets)
    {
        using var writer = new ArrayWriter(file, Kind, Version);
        writer.Write<int>(targets.Select(t => t.Length).ToArray());
        writer.Write<int>(targets.SelectMany(t => t).ToArray());
    }

    public static List<int[]> Load(string file) => ArrayReader.Read(file, Kind, Version, reader =>
    {
        var (lengths, all, from) = (reader.ReadArray<int>(), reader.ReadArray<int>(), 0);
        return lengths.Select(length => all[from..(from += length)]).ToList();
    });
}
