using Microsoft.Extensions.Options;
using Recommender.Engine.Models;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;

namespace Recommender.Service.Related.Drafts;

/// <summary>
/// Ranks related articles for an unpublished draft with the live model, as for a new article, without storing anything. Articles added
/// after the model's training are not candidates; editors' rules of the site and of the draft's section and tags apply.
/// </summary>
public sealed class DraftRanker(ModelFolders folders, IOptions<SnapshotOptions> options, TimeProvider clock) : IDisposable
{
    private readonly LoadedModels<RelatedModel> _models =
        new(folders, options.Value.KeepModelFor, clock, static (folder, _) => folder.ReadModel());

    /// <summary>Returns the site as it would be with the draft: a temporary snapshot for building its block.</summary>
    /// <param name="snapshot">The site's current snapshot.</param>
    /// <param name="draft">The draft as an article.</param>
    /// <param name="cancel">Stops waiting for the model.</param>
    /// <returns>The temporary snapshot and the draft's card.</returns>
    /// <exception cref="InvalidDataException">The model's files cannot be read; the message gives the reason.</exception>
    public async Task<(SiteSnapshot Site, int Card)> WithAsync(SiteSnapshot snapshot, Article draft, CancellationToken cancel)
    {
        var site = snapshot.WithCards(snapshot.Revision, [ArticleCard.Of(draft, snapshot.Revision)]);
        if (snapshot.Model is { } model)
        {
            var document = ArticleDocuments.Of(draft, draft.Key, snapshot.Articles.KeyAt);
            var list = await _models.AskAsync(snapshot.Site, model, loaded => loaded.Rank(document), cancel);
            site = site.WithFolded(model.Lists.With(draft.Key, list), []);
        }

        return (site, site.Articles.FindByKey(draft.Key));
    }

    public void Dispose() => _models.Dispose();
}
