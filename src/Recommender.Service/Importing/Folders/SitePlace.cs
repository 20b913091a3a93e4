namespace Recommender.Service.Importing.Folders;

/// <summary>A file's place in its site.</summary>
/// <param name="Path">Relative to the site's folder, with slashes.</param>
internal sealed record SitePlace(FolderSite Site, string Path);
