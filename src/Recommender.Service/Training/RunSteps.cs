using Microsoft.Extensions.Options;
using Recommender.Engine.Models;
using Recommender.Service.Configuration;
using Recommender.Service.Importing;
using Recommender.Service.Models;
using Recommender.Service.Storage;
using Recommender.Service.Training.Gate;
using Recommender.Service.Web;
using Recommender.Service.Workers;

namespace Recommender.Service.Training;

/// <summary>
/// Runs the steps of a run, resuming from existing checkpoints. Articles that changed since the training checkpoint are not in the model:
/// they are folded in when it serves, like any later change. If more than <see cref="MaxChanged"/> of the articles changed, or the
/// settings, program or machine are different, the run starts over.
/// </summary>
public sealed class RunSteps(
    ModelMaker maker, LiveComparison live, ImportRun import, ModelStore models, ModelFolders folders, RunStore runs, RunReports reports,
    SiteRanking rankings, SiteSettings<GateOptions> gates, SiteSettings<SourceOptions> sources, IOptions<ModelOptions> options,
    TimeProvider clock)
{
    /// <summary>Maximum share of articles changed since the checkpoint.</summary>
    public const double MaxChanged = 0.05;

    internal async Task<(ModelManifest Manifest, Verdict Verdict)> WorkAsync(Run run, RunMonitor monitor)
    {
        var folder = new RunFolder(folders.OfRun(run.Site, run.Id));
        await CleanAsync(run.Site, run.Id, monitor.Stop);
        var version = run.Version!;
        var (manifest, verdict) = folders.Has(run.Site, version)
            ? (folders.Open(run.Site, version).Manifest,
                StoredJson.Read<Verdict>((await models.VerdictAsync(run.Site, version, monitor.Stop))!))
            : await MakeAsync(run, folder, monitor);

        await monitor.BeginAsync(RunStep.Promote, "promoting it");
        await PromoteAsync(run, verdict, monitor);
        await monitor.BeginAsync(RunStep.CleanUp, "cleaning up");
        // Null if an earlier attempt got this far.
        if (folder.ReadEvaluated() is { } evaluated)
        {
            await reports.WriteAsync(monitor.Run, manifest, evaluated, verdict, CancellationToken.None);
        }

        folder.Delete();
        await CleanAsync(run.Site, null, CancellationToken.None);
        return (manifest, verdict);
    }

    // Up to the complete folder: the gate's verdict is stored before it and is not computed again.
    private async Task<(ModelManifest Manifest, Verdict Verdict)> MakeAsync(Run run, RunFolder folder, RunMonitor monitor)
    {
        var (model, trained) = await TrainAsync(run, folder, monitor);
        await monitor.BeginAsync(RunStep.Rank, "ranking");
        var lists = folder.ReadLists() ?? await ModelMaker.RankAsync(model ?? folder.ReadModel(trained), folder, monitor);
        await monitor.BeginAsync(RunStep.Evaluate, "comparing with the live model");
        if (folder.ReadEvaluated() is not { } evaluated)
        {
            evaluated = await live.CompareAsync(run.Site, trained, TrainedArticles.Load(folder.Articles), lists, monitor.Stop);
            folder.WriteEvaluated(evaluated);
        }

        await monitor.BeginAsync(RunStep.Gate, "checking the model");
        var verdict = PromotionGate.Judge(evaluated.Found, gates.Of(run.Site));
        var manifest = Describe(run, folder, trained, lists, evaluated.Found, monitor);
        await models.DescribeAsync(run.Site, run.Version!, manifest.ToJson(), StoredJson.Write(verdict), monitor.Stop);
        await File.WriteAllTextAsync(Path.Combine(folder.Model, ModelManifest.FileName), manifest.ToJson(), monitor.Stop);
        monitor.Stop.ThrowIfCancellationRequested();
        folders.Publish(folder.Model, run.Site, run.Version!);
        return (manifest, verdict);
    }

    private async Task<(RelatedModel? Model, TrainedModel Trained)> TrainAsync(Run run, RunFolder folder, RunMonitor monitor)
    {
        if (folder.ReadTrained() is { } before && await IsOfUseAsync(run.Site, before, monitor.Stop))
        {
            return (null, before);
        }

        folders.Create();
        folder.Clear();
        await ImportAsync(run.Site, monitor);
        await monitor.BeginAsync(RunStep.Featurise, "reading articles");
        var model = await maker.TrainAsync(run, folder, await live.FolderAsync(run.Site, monitor.Stop), monitor);
        return (model, folder.ReadTrained()!);
    }

    // Fetched articles are stored as they arrive; a source that fails does not prevent training on the rest.
    private async Task ImportAsync(string site, RunMonitor monitor)
    {
        if (!options.Value.Fetch || sources.Of(site).Sources is not { Count: > 0 } wanted)
        {
            return;
        }

        await monitor.BeginAsync(RunStep.Import, "importing");
        try
        {
            var progress = new ImportStages(monitor);
            await import.RunAsync(site, wanted, new ImportOptions(), progress, monitor.Stop);
        }
        catch (ImportException e)
        {
            monitor.Report(new WorkProgress($"not imported: {e.Message}", 0, 0));
        }
    }

    private async Task<bool> IsOfUseAsync(string site, TrainedModel trained, CancellationToken cancel) =>
        trained.Program == ProgramVersion.Text && trained.Threads == Environment.ProcessorCount
        && ApiJson.Write(trained.Settings) == ApiJson.Write(rankings.Of(site))
        && await runs.ShareChangedSinceAsync(site, trained.Revision, cancel) <= MaxChanged;

    private static ModelManifest Describe(
        Run run, RunFolder folder, TrainedModel trained, RelatedLists lists, ModelComparison found, RunMonitor monitor)
    {
        var figures = found.Figures();
        var lengths = Enumerable.Range(0, lists.Ids.Count).Select(i => (double)lists[i].Length).DefaultIfEmpty(0).ToList();
        figures["meanListLength"] = Math.Round(lengths.Average(), 2);
        figures["shareWithFullList"] = Math.Round(
            (double)lengths.Count(length => length >= trained.Settings.ListLength) / lengths.Count, 4);
        return new ModelManifest
        {
            Version = run.Version!, Site = run.Site, Created = run.Started ?? run.Requested, Revision = trained.Revision,
            Articles = trained.Articles,
            OldestPublished = trained.Oldest, NewestPublished = trained.Newest, Links = trained.Links, Program = trained.Program,
            Threads = trained.Threads, Run = run.Id,
            LearnedBy = trained.Learning.By, Learned = trained.Learning.At, ChangedSinceLearned = trained.Learning.Changed,
            Why = trained.Learning.Why,
            Settings = trained.Settings, Figures = figures, SecondsPerStage = monitor.SecondsPerStep,
            Files = ModelFolder.Hash(folder.Model).Where(file => file.Key != ModelManifest.FileName).ToDictionary(StringComparer.Ordinal),
        };
    }

    private async Task PromoteAsync(Run run, Verdict verdict, RunMonitor monitor)
    {
        var change = new ModelChange
        {
            At = clock.GetUtcNow(), Who = run.Who, WhoId = run.WhoId, Details = verdict.Reasons,
            Action = verdict.Passed ? ModelAction.Promoted : run.Force ? ModelAction.Forced : ModelAction.Refused,
        };
        if (!verdict.Passed && !run.Force)
        {
            await models.RefuseAsync(run.Site, run.Version!, verdict.Reasons, change, monitor.Stop);
        }
        else if (!await models.MakeLiveAsync(
            run.Site, run.Version!, change, (connection, transaction) => RunStore.IsMineAsync(connection, transaction, run), monitor.Stop))
        {
            throw new TrainingBusyException($"run {run.Id} is no longer owned by this process");
        }
    }

    private async Task CleanAsync(string site, string? run, CancellationToken cancel)
    {
        var records = await models.ListAsync(site, cancel);
        var open = await runs.OpenAsync(site, cancel);
        var kept = records.Where(model => model.Status == ModelStatus.Live || model.Version == open?.Version)
            .Concat((await models.ServingAsync(site, cancel)).Where(model => model.Status == ModelStatus.Retired)
                .Take(options.Value.KeepRetired))
            .Concat(records.Where(model => model is { Status: ModelStatus.Candidate, Reason: not null }).Take(options.Value.KeepRefused));
        folders.DeleteAllBut(site, kept.Select(model => model.Version).ToHashSet(StringComparer.Ordinal), run);
    }

    private sealed class ImportStages(RunMonitor monitor) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => monitor.Report(new WorkProgress("importing", value.Items, 0));
    }
}
