using Microsoft.Extensions.Options;
using Recommender.Engine.Models;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;

namespace Recommender.Service.Related.Drafts;

/// <summary>
/// Ranks for a text that is not published: as a new article, by the live model, without leaving a trace. What came after the training of a
/// model is not among what it ranks; editors' rules of the draft's section and tags and of the site hold.
/// </summary>
public sealed class DraftRanker(ModelFolders folders, IOptions<SnapshotOptions> options, TimeProvider clock) : IDisposable
{
    private readonly LoadedModels<RelatedModel> _models = new(folders, options.Value.KeepModelFor, clock, static (folder, _) => folder.ReadModel());

    /// <summary>The site as it would be with the draft, to be used for its block and thrown away.</summary>
    /// <param name="snapshot">The site as it is.</param>
    /// <param name="draft">The draft as an article.</param>
    /// <param name="cancel">Stops the waiting.</param>
    /// <returns>The site, and the draft's card.</returns>
    /// <exception cref="InvalidDataException">The model's files cannot be read; the message tells why.</exception>
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
