using System.Collections.Immutable;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;

namespace Recommender.Service.Blocks.Loading;

/// <summary>
/// Parts of the live models that page views do not need: each is read at the first question and let go when none came for a while. One
/// question at a time is answered: page views come first, and models are not safe for concurrent use.
/// </summary>
/// <typeparam name="T">What is read of a model.</typeparam>
internal sealed class LoadedModels<T> : IDisposable
{
    private readonly ModelFolders _folders;
    private readonly Func<ModelFolder, ServedModel, T> _read;
    private readonly TimeSpan _keepFor;
    private readonly ITimer _letGo;
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile ImmutableDictionary<string, (string Version, T Loaded)> _loaded = ImmutableDictionary<string, (string, T)>.Empty;

    /// <param name="folders">Where models lie.</param>
    /// <param name="keepFor">How long one stays after its last question.</param>
    /// <param name="clock">The time.</param>
    /// <param name="read">Reads it from its folder.</param>
    public LoadedModels(ModelFolders folders, TimeSpan keepFor, TimeProvider clock, Func<ModelFolder, ServedModel, T> read)
    {
        (_folders, _read, _keepFor) = (folders, read, keepFor);
        _letGo = clock.CreateTimer(_ => _loaded = _loaded.Clear(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks when the questions before are answered.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="model">Its model that is served.</param>
    /// <param name="ask">The question.</param>
    /// <param name="cancel">Stops the waiting.</param>
    /// <exception cref="InvalidDataException">The model's files are damaged, or gone since a newer model came.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(string site, ServedModel model, Func<T, TAnswer> ask, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => ask(Find(site, model)), cancel);
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
