using Microsoft.Extensions.Options;
using Recommender.Engine;
using Recommender.Engine.Explaining;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;

namespace Recommender.Service.Related.Explaining;

/// <summary>The explainers of the live models, each kept in memory while in use.</summary>
public sealed class Explainers(ModelFolders folders, IOptions<SnapshotOptions> options, TimeProvider clock) : IDisposable
{
    private readonly LoadedModels<PairExplainer> _explainers =
        new(folders, options.Value.KeepModelFor, clock, static (folder, model) => folder.ReadExplainer(model.Lists.Ids));

    /// <param name="model">The model that ranked the block.</param>
    /// <param name="page">The article that the block belongs to.</param>
    /// <param name="items">The items of the block.</param>
    /// <param name="isVisible">Returns false for the keys of hidden articles, whose links are not counted.</param>
    /// <returns>The reasons of each item, in the same order, and whether the model's ranking is learned from links.</returns>
    /// <exception cref="InvalidDataException">The model's files are damaged, or were removed after a newer model went live.</exception>
    public Task<(IReadOnlyList<PairReasons> Reasons, bool IsLearned)> ExplainAsync(
        string site, ServedModel model, Document page, IReadOnlyList<Document> items, Func<string, bool> isVisible,
        CancellationToken cancel) =>
        _explainers.AskAsync<(IReadOnlyList<PairReasons>, bool)>(
            site, model, explainer => (explainer.Explain(page, items, isVisible), explainer.IsLearned), cancel);

    public void Dispose() => _explainers.Dispose();
}
