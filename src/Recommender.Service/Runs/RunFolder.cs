using Recommender.Engine;
using Recommender.Service.Gate;
using Recommender.Service.Hosting;
using Recommender.Service.Models;

namespace Recommender.Service.Runs;

/// <summary>
/// What a run has done so far, for whoever takes it up after a crash. Each checkpoint is a file that is written last, whole or not at all; what
/// lies there without its checkpoint is written anew.
/// </summary>
internal sealed class RunFolder(string path)
{
    private readonly string _trained = Path.Combine(path, "trained.json");
    private readonly string _evaluated = Path.Combine(path, "evaluated.json");

    /// <summary>The model as it becomes its own folder.</summary>
    public string Model { get; } = Path.Combine(path, "model");

    public string Engine => Path.Combine(Model, ModelFolder.EngineFolder);

    public string Lists => Path.Combine(Model, ModelFolder.ListsFile);

    public string Articles => Path.Combine(Model, TrainedArticles.FileName);

    /// <summary>Forgets all that was done.</summary>
    public void Clear()
    {
        Delete();
        Directory.CreateDirectory(Engine);
    }

    public void Delete()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>Null before the checkpoint, or where it cannot be read.</summary>
    public TrainedModel? ReadTrained() => Read<TrainedModel>(_trained);

    public void WriteTrained(TrainedModel trained)
    {
        DurableFolder.FlushAll(Model);
        DurableFolder.Write(_trained, ApiJson.Write(trained));
    }

    public RelatedModel ReadModel(TrainedModel trained) => RelatedModel.Load(Engine, trained.Settings);

    /// <summary>Null before the checkpoint.</summary>
    public RelatedLists? ReadLists() => File.Exists(Lists) ? RelatedLists.Load(Lists) : null;

    public void WriteLists(RelatedLists lists)
    {
        lists.Save(Lists + ".tmp");
        DurableFolder.Publish(Lists + ".tmp", Lists);
    }

    public Evaluated? ReadEvaluated() => Read<Evaluated>(_evaluated);

    public void WriteEvaluated(Evaluated evaluated) => DurableFolder.Write(_evaluated, ApiJson.Write(evaluated));

    private static T? Read<T>(string file) where T : class
    {
        try
        {
            return File.Exists(file) ? ApiJson.Read<T>(File.ReadAllText(file)) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            // Another program's checkpoint: the step is done anew.
            return null;
        }
    }
}

/// <summary>What is known of a model once it is trained.</summary>
/// <param name="Revision">The site's revision before its articles were read: what changed later is not in the model.</param>
/// <param name="Articles">How many there were.</param>
/// <param name="Links">Links from one of them to another.</param>
/// <param name="Oldest">Publication of the oldest article; null where none has a date.</param>
/// <param name="Newest">The same of the newest.</param>
/// <param name="Settings">What it was trained by.</param>
/// <param name="Program">What trained it.</param>
/// <param name="Threads">How many threads did.</param>
/// <param name="HeldOut">On held-out links; null where there are too few.</param>
/// <param name="Learning">What was learned, and what kept of the live model.</param>
internal sealed record TrainedModel(
    long Revision, int Articles, int Links, DateTimeOffset? Oldest, DateTimeOffset? Newest, RankingOptions Settings, string Program, int Threads, HeldOutComparison? HeldOut,
    Learning Learning);

/// <summary>Whether a model's encoder and rankings were learned for it.</summary>
/// <param name="Why">Why all was learned anew, or why not.</param>
/// <param name="By">The model in whose training they were; null where that was this one's own.</param>
/// <param name="At">When; null where it was now.</param>
/// <param name="Changed">How many articles came or changed since.</param>
internal sealed record Learning(string Why, string? By = null, DateTimeOffset? At = null, int Changed = 0);

/// <summary>What an evaluation found.</summary>
/// <param name="Found">The new model beside the live one.</param>
/// <param name="Changes">What changed for readers; empty for a first model.</param>
public sealed record Evaluated(ModelComparison Found, ListChanges Changes);
