namespace Recommender.Service.Tests.Architecture;

/// <summary>
/// The layers of both projects, lowest first. A folder may use the folders of lower layers, but none of its own layer or of a higher one.
/// </summary>
internal static class House
{
    public static readonly Layers Engine = new("Recommender.Engine",
    [
        ["."],                          // the document that is ranked, and the options of ranking
        ["Persistence"],
        ["Encoding"],                   // text to vectors
        ["Candidates"],                 // candidate generation and the unlearned score
        ["GroundTruth", "Features"],    // links as ground truth, and metrics; the features of a pair
        ["Ranking"],                    // the ranking learned from links
        ["Models"],                     // train, save, load, fold in
        ["Evaluation", "Explaining"],
    ]);

    public static readonly Layers Service = new("Recommender.Service",
    [
        ["Configuration", "Storage", "Workers", "Reports"],
        ["Articles", "Web"],            // the article and its stores; JSON, problems, addresses over HTTP
        ["Rules", "Models", "People"],  // editors' rules; trained models; people and their rights
        ["Blocks"],                     // the served snapshot, and the blocks built from it
        ["Importing", "Delivery", "Demo", "Evaluation", "Backup"],
        ["Related", "Push"],            // the public API: blocks out, articles in
        ["Editing", "Embed"],           // the API of rules; blocks in web pages
        ["Clicks"],
        ["Training"],                   // runs, the gate, the registry of models
        ["Desk", "Watching"],
        ["Hosting"],                    // the table of features, and the hosts of the program
        ["Commands"],
        ["."],                          // Program
    ]);
}
