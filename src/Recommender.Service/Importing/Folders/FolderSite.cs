using System.Text.Json;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>The folder of a site that a generator builds, with the rules of its configuration. Paths are relative to it, with
/// slashes.</summary>
internal abstract class FolderSite(string root)
{
    public string Root => root;

    /// <summary>Whether a file can be an article at all: the others are templates, data, documentation.</summary>
    public abstract bool IsContent(string path);

    /// <summary>Why a file with front matter is not an article: a list, a page; null for an article.</summary>
    public abstract string? WhyNoArticle(string path, JsonElement fields);

    /// <summary>The front matter with the values that the site gives to such files.</summary>
    public virtual JsonElement WithDefaults(string path, JsonElement fields) => fields;

    /// <summary>The article with what its place in the site says: address, former addresses, date, section, language.</summary>
    public abstract RawItem Placed(RawItem item, string path, JsonElement fields, DocumentFacts facts);

    /// <summary>The address that a path of the site has.</summary>
    /// <param name="home">The configured address; null if there is none.</param>
    /// <param name="path">A path from the host's root, or from <paramref name="home"/> if it has no leading slash.</param>
    /// <param name="facts">The operator's address is before the configured one.</param>
    protected static string? AddressOf(Uri? home, string path, DocumentFacts facts)
    {
        // The operator's address counts, as a site may be built for several.
        if (facts.Site.Address is null && home is null)
        {
            return facts.AddressOf(UrlPath.Escape(path));
        }

        return new Uri(facts.Site.Address ?? home!, UrlPath.Escape(path)).AbsoluteUri;
    }

    protected bool Exists(string path) => File.Exists(Path.Combine(root, path));
}
