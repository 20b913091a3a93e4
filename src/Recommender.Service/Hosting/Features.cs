using Recommender.Service.Articles;
using Recommender.Service.Backup;
using Recommender.Service.Blocks;
using Recommender.Service.Clicks;
using Recommender.Service.Clicks.Reporting;
using Recommender.Service.Configuration;
using Recommender.Service.Delivery;
using Recommender.Service.Delivery.Edge;
using Recommender.Service.Demo;
using Recommender.Service.Desk;
using Recommender.Service.Desk.SignIn;
using Recommender.Service.Editing;
using Recommender.Service.Editing.Blocks;
using Recommender.Service.Editing.Exchange;
using Recommender.Service.Embed;
using Recommender.Service.Embed.Integrations;
using Recommender.Service.Evaluation;
using Recommender.Service.Importing;
using Recommender.Service.People;
using Recommender.Service.Push;
using Recommender.Service.Related;
using Recommender.Service.Related.Batch;
using Recommender.Service.Related.Drafts;
using Recommender.Service.Storage;
using Recommender.Service.Training;
using Recommender.Service.Training.Registry;
using Recommender.Service.Watching;
using Recommender.Service.Watching.Notifications;
using Recommender.Service.Web;
using Recommender.Service.Workers;

namespace Recommender.Service.Hosting;

/// <summary>The features of the program: their services and endpoints.</summary>
internal static class Features
{
    /// <summary>Adds the services of every verb.</summary>
    public static void Add(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<WorkHealth>()
        .AddStorage(configuration)
        .AddChecked<PublicOptions>(configuration, PublicOptions.Section)
        .AddArticles(configuration)
        .AddImporting(configuration)
        .AddModels(configuration)
        .AddRuns(configuration)
        .AddEvaluation(configuration)
        .AddBlocks(configuration)
        .AddDelivery(configuration)
        .AddRelated()
        .AddEmbed()
        .AddRules(configuration)
        .AddPush(configuration)
        .AddClicks(configuration)
        .AddPeople(configuration)
        .AddBackup()
        .AddTraces(configuration);

    /// <summary>Adds the further services of a running server: workers, pages and API.</summary>
    public static void AddServer(IServiceCollection services, IConfiguration configuration) => services
        .AddSourceWorker()
        .AddPurgeWorker()
        .AddSnapshotWorkers()
        .AddRunScheduler()
        .AddClickCounting()
        .AddWatching(configuration)
        .AddNotify(configuration)
        .AddApiConventions(configuration)
        .AddSignIn(configuration)
        .AddDemo()
        .AddDesk();

    /// <summary>Maps the endpoints.</summary>
    public static void Map(WebApplication app)
    {
        app.UseSignIn();
        app.UseServing();
        app.UseForms();
        app.MapRelated();
        app.MapBatch();
        app.MapDrafts();
        app.MapBlockFragment();
        app.MapEmbedScript();
        app.MapSeen();
        app.MapReport();
        app.MapIntegrations();
        app.MapArticles();
        app.MapPush();
        app.MapBulkPush();
        app.MapWebhook();
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
