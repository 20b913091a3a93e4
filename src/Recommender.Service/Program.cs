using System.CommandLine;
using Recommender.Service.Backup;
using Recommender.Service.Clicks;
using Recommender.Service.Clicks.Reporting;
using Recommender.Service.Commands;
using Recommender.Service.Demo;
using Recommender.Service.Desk;
using Recommender.Service.Embed;
using Recommender.Service.Evaluation;
using Recommender.Service.Health;
using Recommender.Service.Hosting;
using Recommender.Service.Importing;
using Recommender.Service.Integrations;
using Recommender.Service.Models;
using Recommender.Service.Notify;
using Recommender.Service.People;
using Recommender.Service.Push;
using Recommender.Service.Related;
using Recommender.Service.Related.Drafts;
using Recommender.Service.Related.Batch;
using Recommender.Service.Related.Serving;
using Recommender.Service.Rules;
using Recommender.Service.Rules.Blocks;
using Recommender.Service.Rules.Exchange;
using Recommender.Service.Runs;
using Recommender.Service.Watching;

namespace Recommender.Service;

/// <summary>The table of contents: what the program can do, what it is made of, what it answers.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => CommandLine.RunAsync(args, Console.Out, Console.Error);

    public static IReadOnlyList<Command> Verbs() =>
    [
        new DemoCommand(),
        new ServeCommand(),
        new ImportCommand(),
        new TrainCommand(),
        new ModelsCommand(),
        new RunsCommand(),
        new RelatedCommand(),
        new ExportCommand(),
        new EvaluateCommand(),
        new ReportCommand(),
        new PeopleCommand(),
        new KeysCommand(),
        new BackupCommand(),
        new RestoreCommand(),
    ];

    public static void AddFeatures(IServiceCollection services, IConfiguration configuration) => services
        .AddFolders(configuration)
        .AddArticles()
        .AddImporting(configuration.GetSection(FolderOptions.Section))
        .AddModels(configuration)
        .AddRuns(configuration)
        .AddEvaluation(configuration)
        .AddRelated(configuration)
        .AddEmbed()
        .AddRules(configuration)
        .AddPush(configuration)
        .AddClicks(configuration)
        .AddPeople(configuration)
        .AddBackup()
        .AddTraces(configuration);

    public static void AddPages(IServiceCollection services, IConfiguration configuration) => services
        .AddSourceWorker()
        .AddSnapshotWorkers()
        .AddRunScheduler()
        .AddClickCounting()
        .AddWatching(configuration)
        .AddNotify(configuration)
        .AddApiConventions()
        .AddSignIn(configuration)
        .AddDemo()
        .AddDesk();

    public static void MapPages(WebApplication app)
    {
        app.UseSignIn();
        app.UseServing();
        app.MapRelated();
        app.MapBatch();
        app.MapDrafts();
        app.MapBlockFragment();
        app.MapEmbedScript();
        app.MapSeen();
        app.MapReport();
        app.MapIntegrations();
        app.MapArticles();
        app.MapPushes();
        app.MapRules();
        app.MapRuleExchange();
        app.MapBlocks();
        app.MapModels();
        app.MapRuns();
        app.MapHealth();
        app.MapMetrics();
        app.MapDemo();
        app.MapPeople();
        app.MapKeys();
        app.MapDesk();
    }
}
