using System.Collections.Immutable;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;

namespace Recommender.Service.Blocks.Loading;

/// <summary>
/// Parts of the live models that page views do not need: each is loaded on first use and unloaded after a period without use. Uses are
/// serialised, because page views come first and models are not safe for concurrent use.
/// </summary>
/// <typeparam name="T">The part of a model that is read.</typeparam>
internal sealed class LoadedModels<T> : IDisposable
{
    private readonly ModelFolders _folders;
    private readonly Func<ModelFolder, ServedModel, T> _read;
    private readonly TimeSpan _keepFor;
    private readonly ITimer _unload;
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile ImmutableDictionary<string, (string Version, T Loaded)> _loaded = ImmutableDictionary<string, (string, T)>.Empty;

    /// <param name="keepFor">How long a model stays loaded after its last use.</param>
    /// <param name="read">Reads the part of a model from its folder.</param>
    public LoadedModels(ModelFolders folders, TimeSpan keepFor, TimeProvider clock, Func<ModelFolder, ServedModel, T> read)
    {
        (_folders, _read, _keepFor) = (folders, read, keepFor);
        _unload = clock.CreateTimer(_ => _loaded = _loaded.Clear(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Runs <paramref name="ask"/> on the model after earlier calls have finished.</summary>
    /// <param name="model">The served model of the site.</param>
    /// <param name="ask">The function to run.</param>
    /// <param name="cancel">Stops waiting for earlier calls.</param>
    /// <exception cref="InvalidDataException">The model's files are damaged, or were removed after a newer model went live.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(string site, ServedModel model, Func<T, TAnswer> ask, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => ask(Find(site, model)), cancel);
        }
        finally
        {
            _unload.Change(_keepFor, Timeout.InfiniteTimeSpan);
            _one.Release();
        }
    }

    public void Dispose()
    {
        _unload.Dispose();
        _one.Dispose();
    }

    private T Find(string site, ServedModel model)
    {
        if (_loaded.TryGetValue(site, out var loaded) && loaded.Version == model.Version)
        {
            return loaded.Loaded;
        }

        try
        {
            var read = _read(_folders.Open(site, model.Version), model);
            _loaded = _loaded.SetItem(site, (model.Version, read));
            return read;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"model {model.Version} cannot be read: {e.Message}", e);
        }
    }
}
