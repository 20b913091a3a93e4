using Microsoft.Extensions.Options;
using Recommender.Engine;
using Recommender.Engine.Explaining;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;

namespace Recommender.Service.Related.Explaining;

/// <summary>The explainers of the live models, each in memory while it is asked.</summary>
public sealed class Explainers(ModelFolders folders, IOptions<SnapshotOptions> options, TimeProvider clock) : IDisposable
{
    private readonly LoadedModels<PairExplainer> _explainers =
        new(folders, options.Value.KeepModelFor, clock, static (folder, model) => folder.ReadExplainer(model.Lists.Ids));

    /// <param name="site">The site's name.</param>
    /// <param name="model">Its model that made the block.</param>
    /// <param name="page">The article that the block belongs to.</param>
    /// <param name="items">What stands in the block.</param>
    /// <returns>Why each item stands there, in their order, and whether the model orders by what it learned.</returns>
    /// <exception cref="InvalidDataException">The model's files are damaged, or gone since a newer model came.</exception>
    public Task<(IReadOnlyList<PairReasons> Reasons, bool IsLearned)> ExplainAsync(
        string site, ServedModel model, Document page, IReadOnlyList<Document> items, CancellationToken cancel) =>
        _explainers.AskAsync<(IReadOnlyList<PairReasons>, bool)>(
            site, model, explainer => (explainer.Explain(page, items), explainer.IsLearned), cancel);

    public void Dispose() => _explainers.Dispose();
}
