namespace Recommender.Service.Blocks.Loading;

/// <summary>What a feature adds to the snapshot of a site, called at each refresh after the articles and rules are read.</summary>
/// <param name="site">A site that is served.</param>
/// <param name="cancel">Stops the work.</param>
public delegate Task SnapshotStep(string site, CancellationToken cancel);
