using Recommender.Service.Models;

namespace Recommender.Benchmarks.Measuring;

/// <summary>Import and train of a file into fresh folders, each a process of its own.</summary>
/// <param name="Articles">How many the model holds.</param>
/// <param name="Import">Of the whole process.</param>
/// <param name="Train">Of the whole process.</param>
/// <param name="Stages">Seconds of each stage of training, as the model's manifest tells.</param>
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
