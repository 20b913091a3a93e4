using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Recommender.Engine;
using Recommender.Engine.Explaining;
using Recommender.Service.Models;

namespace Recommender.Service.Related.Explaining;

/// <summary>
/// The explainers of the live models: each is read at the first question and let go when none came for
/// <see cref="SnapshotOptions.KeepModelFor"/>. One question at a time is answered: page views come first.
/// </summary>
public sealed class Explainers : IDisposable
{
    private readonly ModelFolders _folders;
    private readonly TimeSpan _keepFor;
    private readonly ITimer _letGo;
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile ImmutableDictionary<string, (string Version, PairExplainer Explainer)> _loaded =
        ImmutableDictionary<string, (string, PairExplainer)>.Empty;

    public Explainers(ModelFolders folders, IOptions<SnapshotOptions> options, TimeProvider clock)
    {
        (_folders, _keepFor) = (folders, options.Value.KeepModelFor);
        _letGo = clock.CreateTimer(_ => _loaded = _loaded.Clear(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <param name="site">The site's name.</param>
    /// <param name="model">Its model that made the block.</param>
    /// <param name="page">The article that the block belongs to.</param>
    /// <param name="items">What stands in the block.</param>
    /// <returns>Why each item stands there, in their order, and whether the model orders by what it learned.</returns>
    /// <exception cref="InvalidDataException">The model's files are damaged, or gone since a newer model came.</exception>
    public async Task<(IReadOnlyList<PairReasons> Reasons, bool IsLearned)> ExplainAsync(
        string site, ServedModel model, Document page, IReadOnlyList<Document> items, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var explainer = await Task.Run(() => Find(site, model), cancel);
            return (await Task.Run(() => explainer.Explain(page, items), cancel), explainer.IsLearned);
        }
        finally
        {
            _letGo.Change(_keepFor, Timeout.InfiniteTimeSpan);
            _one.Release();
        }
    }

    public void Dispose()
    {
        _letGo.Dispose();
        _one.Dispose();
    }

    private PairExplainer Find(string site, ServedModel model)
    {
        if (_loaded.TryGetValue(site, out var loaded) && loaded.Version == model.Version)
        {
            return loaded.Explainer;
        }

        try
        {
            var explainer = _folders.Open(site, model.Version).ReadExplainer(model.Lists.Ids);
            _loaded = _loaded.SetItem(site, (model.Version, explainer));
            return explainer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"model {model.Version} cannot be read: {e.Message}", e);
        }
    }
}
