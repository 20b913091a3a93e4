using Recommender.Service.Models;

namespace Recommender.Benchmarks.Measuring;

/// <summary>The cost of importing a file and training on it in new folders, each as a separate process.</summary>
/// <param name="Articles">Number of articles in the model.</param>
/// <param name="Import">Cost of the import process.</param>
/// <param name="Train">Cost of the training process.</param>
/// <param name="Stages">Seconds of each training stage, from the model's manifest.</param>
internal sealed record PipelineRun(int Articles, ProcessCost Import, ProcessCost Train, IReadOnlyDictionary<string, double> Stages)
{
    public static async Task<PipelineRun> MeasureAsync(string file, CancellationToken cancel)
    {
        using var folder = new TemporaryFolder();
        var (data, models) = (folder.File("data"), folder.File("models"));
        Console.Error.WriteLine($"importing {file}");
        var import = await MeasuredProcess.RunAsync(folder.Path, ["import", Path.GetFullPath(file), "--data", data], cancel);
        Console.Error.WriteLine("training");
        var train = await MeasuredProcess.RunAsync(folder.Path, ["train", "--data", data, "--models", models], cancel);
        var found = Directory.EnumerateFiles(models, ModelManifest.FileName, SearchOption.AllDirectories).Single();
        var manifest = ModelManifest.FromJson(await File.ReadAllTextAsync(found, cancel));
        return new PipelineRun(manifest.Articles, import, train, manifest.SecondsPerStage);
    }
}
