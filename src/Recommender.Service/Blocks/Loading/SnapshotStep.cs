namespace Recommender.Service.Blocks.Loading;

/// <summary>A feature's addition to a site's snapshot, called on each refresh after articles and rules are read.</summary>
/// <param name="site">A served site.</param>
public delegate Task SnapshotStep(string site, CancellationToken cancel);
