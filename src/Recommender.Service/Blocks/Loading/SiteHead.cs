namespace Recommender.Service.Blocks.Loading;

/// <summary>The current revisions of a site.</summary>
/// <param name="Revision">Increases with each write to the site's articles.</param>
/// <param name="ModelVersion">The live model, or null.</param>
/// <param name="RuleRevision">Increases with each change of the site's rules.</param>
public sealed record SiteHead(string Site, long Revision, string? ModelVersion, long RuleRevision);
