using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Checking;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Editing;

/// <summary>A change of a rule that is not saved yet.</summary>
/// <param name="Id">The rule's id; of a new one, its future id.</param>
/// <param name="Version">The version that is changed; 0 for a new rule.</param>
/// <param name="Content">The new content; null: the rule is removed.</param>
public sealed record DraftChange(string Id, long Version, RuleInput? Content)
{
    // As many as fit in a form; a block needs far fewer.
    private const int Most = 500;

    public static string Write(IEnumerable<DraftChange> changes) => ApiJson.Write(changes.ToList());

    /// <summary>Reads the changes of a form. They come from a browser, so everything is checked.</summary>
    /// <returns>Null if no form of the desk sends such a text.</returns>
    internal static IReadOnlyList<DraftChange>? Read(string? text, ArticleIndex articles)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        try
        {
            var changes = ApiJson.Read<List<DraftChange?>?>(text);
            return changes is { Count: <= Most } && changes.All(change => change is not null && IsSound(change, articles))
                && changes.DistinctBy(change => change!.Id).Count() == changes.Count ? [.. changes.OfType<DraftChange>()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSound(DraftChange change, ArticleIndex articles) =>
        change.Id is not null && ArticleKey.IsKey(change.Id) && change.Version >= 0 && (change.Version > 0 || change.Content is not null)
        && (change.Content is null || RuleCheck.Of(change.Content, articles, requireReason: false).Errors.Count == 0);
}
