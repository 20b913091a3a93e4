namespace Recommender.Engine.Ranking;

/// <summary>Merges pairs of near-duplicates into groups.</summary>
internal static class DuplicateGroups
{
    /// <summary>For each document, the lowest index in its group of directly or indirectly joined documents.</summary>
    public static int[] Of(int documents, IEnumerable<(int, int)> pairs)
    {
        var group = Enumerable.Range(0, documents).ToArray();
        foreach (var (a, b) in pairs)
        {
            var (x, y) = (Root(group, a), Root(group, b));
            group[Math.Max(x, y)] = Math.Min(x, y);
        }

        for (var i = 0; i < documents; i++)
        {
            group[i] = Root(group, i);
        }

        return group;
    }

    private static int Root(int[] group, int document)
    {
        while (group[document] != document)
        {
            group[document] = group[group[document]];
            document = group[document];
        }

        return document;
    }
}
