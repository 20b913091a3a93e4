using System.Runtime.CompilerServices;
using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;

namespace Recommender.Service.Tests.Blocks;

/// <summary>Snapshots with lists defined by a test.</summary>
internal static class TestSnapshots
{
    public static SiteSnapshot Of(params Article[] articles) =>
        SiteSnapshot.Of("default", 1, [.. articles.Select(article => ArticleCard.Of(article, 1))]);

    /// <summary>Adds the list of one article; near-duplicates share a group.</summary>
    public static SiteSnapshot WithList(
        this SiteSnapshot snapshot, string of, (string Id, float Score)[] list, params string[][] duplicates) =>
        snapshot.WithLists(new() { [of] = list }, duplicates, []);

    /// <summary>Adds the lists of articles; near-duplicates share a group; links start at the article of the key.</summary>
    public static SiteSnapshot WithLists(
        this SiteSnapshot snapshot, Dictionary<string, (string Id, float Score)[]> all,
        string[][] duplicates, Dictionary<string, string[]> linked)
    {
        var ids = Enumerable.Range(0, snapshot.Articles.Count).Select(card => snapshot.Articles[card].Key).ToArray();
        var lists = ids.Select(_ => Array.Empty<RelatedEntry>()).ToArray();
        foreach (var (of, list) in all)
        {
            lists[snapshot.Articles.FindBySourceId(of)] =
                [.. list.Select((entry, i) => new RelatedEntry(snapshot.Articles.FindBySourceId(entry.Id), entry.Score, (ushort)(i + 1)))];
        }

        var links = ids.Select(_ => Array.Empty<int>()).ToArray();
        foreach (var (of, targets) in linked)
        {
            links[snapshot.Articles.FindBySourceId(of)] = Array.ConvertAll(targets, snapshot.Articles.FindBySourceId);
        }

        var groups = Enumerable.Range(0, ids.Length).ToArray();
        foreach (var group in duplicates)
        {
            foreach (var id in group)
            {
                groups[snapshot.Articles.FindBySourceId(id)] = snapshot.Articles.FindBySourceId(group[0]);
            }
        }

        return snapshot.WithModel("v1", new ServedModel("v1", Manifest(ids.Length), NewLists(ids, lists, groups, links), 0), null);
    }

    public static ModelManifest Manifest(int articles) => new()
    {
        Version = "v1", Site = "default", Created = TestArticles.Now, Revision = 1, Articles = articles, Settings = new RankingOptions(),
        Figures = new Dictionary<string, double>(),
        SecondsPerStage = new Dictionary<string, double>(), Files = new Dictionary<string, string>(),
    };

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern RelatedLists NewLists(string[] ids, RelatedEntry[][] lists, int[] duplicateGroups, int[][] links);
}
