namespace Recommender.Service.Importing.Folders;

/// <summary>Finds the site that a file belongs to: the nearest folder above it with the configuration of a known generator.</summary>
/// <param name="source">The folder that is imported; null for a single file.</param>
internal sealed class FolderSites(string? source)
{
    // Above the folder that is imported: "site/content/posts" belongs to "site".
    private const int FoldersUp = 5;

    private readonly Dictionary<string, FolderSite?> _sites = new(StringComparer.Ordinal);
    private readonly string? _source = source is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));

    /// <returns>Null for a file of no site.</returns>
    public SitePlace? PlaceOf(string file)
    {
        var full = Path.GetFullPath(file);
        return SiteOf(Path.GetDirectoryName(full)!, 0) is { } site
            ? new SitePlace(site, Path.GetRelativePath(site.Root, full).Replace('\\', '/')) : null;
    }

    private FolderSite? SiteOf(string folder, int up)
    {
        if (_sites.TryGetValue(folder, out var known))
        {
            return known;
        }

        var isInside = _source is not null && folder.Length > _source.Length && folder.StartsWith(_source, StringComparison.Ordinal);
        var isTheme = isInside
            && folder[_source!.Length..].Split(Path.DirectorySeparatorChar).Any(part => part is "themes" or "exampleSite");
        FolderSite? site = isTheme ? null
            : HugoSite.In(folder) as FolderSite ?? JekyllSite.In(folder) as FolderSite ?? AstroSite.In(folder) as FolderSite
                ?? EleventySite.In(folder);
        if (site is null && up < FoldersUp && Path.GetDirectoryName(folder) is { } above)
        {
            site = SiteOf(above, isInside ? up : up + 1);
        }

        return _sites[folder] = site;
    }
}
