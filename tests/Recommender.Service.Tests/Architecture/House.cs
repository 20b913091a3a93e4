namespace Recommender.Service.Tests.Architecture;

/// <summary>
/// The plan of the house: the top folders of both projects, from the ground up. A folder may use the folders of the layers below its own, and
/// nothing beside or above it.
/// </summary>
internal static class House
{
    public static readonly Layers Engine = new("Recommender.Engine",
    [
        ["."],                          // what ranking knows of an article, and its options
        ["Persistence"],
        ["Encoding"],                   // text to vectors
        ["Candidates"],                 // which articles may be related, and their unlearned score
        ["GroundTruth", "Features"],    // links as truth and the figures of it; what is known of a pair
        ["Ranking"],                    // learned from links
        ["Models"],                     // train, save, load, fold in
        ["Evaluation", "Explaining"],
    ]);

    public static readonly Layers Service = new("Recommender.Service",
    [
        ["Configuration", "Storage", "Workers", "Reports"],
        ["Articles", "Web"],            // the article and its stores; JSON, problems, addresses over HTTP
        ["Rules", "Models", "People"],  // what editors set, what was trained, who may
        ["Blocks"],                     // the snapshot that is served, and the block made of it
        ["Importing", "Delivery", "Demo", "Evaluation", "Backup"],
        ["Related", "Push"],            // the public API: blocks out, articles in
        ["Editing", "Embed"],           // the rules' API; the block in pages
        ["Clicks"],
        ["Training"],                   // runs, the gate, the registry of models
        ["Desk", "Watching"],
        ["Hosting"],                    // the table of features, and the hosts they run in
        ["Commands"],
        ["."],                          // Program
    ]);
}
