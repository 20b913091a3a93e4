using Recommender.Engine.Models;
using Recommender.Service.Models;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Training;

/// <summary>
/// The intermediate results of a run, from which it can resume after a crash. Each checkpoint is a file that is written last and
/// atomically; results without their checkpoint are computed again.
/// </summary>
internal sealed class RunFolder(string path)
{
    private readonly string _trained = Path.Combine(path, "trained.json");
    private readonly string _evaluated = Path.Combine(path, "evaluated.json");

    /// <summary>The folder of the future model.</summary>
    public string Model { get; } = Path.Combine(path, "model");

    public string Engine => Path.Combine(Model, ModelFolder.EngineFolder);

    public string Lists => Path.Combine(Model, ModelFolder.ListsFile);

    public string Articles => Path.Combine(Model, TrainedArticles.FileName);

    /// <summary>Deletes all results.</summary>
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

    /// <summary>Null before the checkpoint, or if it cannot be read.</summary>
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
            // A checkpoint of another version of the program: the step is repeated.
            return null;
        }
    }
}
