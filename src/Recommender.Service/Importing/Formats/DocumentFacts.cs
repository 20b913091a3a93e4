using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>Properties of a document, apart from its items; complete once all items have been read.</summary>
internal sealed class DocumentFacts
{
    /// <summary>Base of relative links: the document's own URL, then xml:base or the site named by the feed.</summary>
    public Uri? Base { get; set; }

    /// <summary>Whether the document states its base itself (xml:base).</summary>
    public bool HasOwnBase { get; set; }

    /// <summary>The site that the feed names; null if it names none.</summary>
    public Uri? HomePage { get; set; }

    /// <summary>The feed's categories, for items without any.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>All categories that the feed states.</summary>
    public List<string> Stated { get; } = [];

    /// <summary>The feed's language, for items without one.</summary>
    public string? Language { get; set; }

    /// <summary>The feed's authors, for items without one.</summary>
    public string? Author { get; set; }

    /// <summary>The next page (RFC 5005, Blogger, JSON Feed); null if there is none.</summary>
    public string? Next { get; set; }

    /// <summary>Number of items of the whole feed over all pages, if stated.</summary>
    public int? Total { get; set; }

    /// <summary>Number of the first item of this page, if stated.</summary>
    public int? StartIndex { get; set; }

    /// <summary>What is known of the site before its documents are read.</summary>
    public KnownSite Site { get; set; } = new();

    /// <summary>Number of items that have only a path, because the site's address is not known.</summary>
    public int WithoutAddress { get; set; }

    /// <summary>The address of an item.</summary>
    /// <param name="path">An address, a path of the site, or null.</param>
    /// <returns>Null if there is none, or if it is a path and the site's address is not known, which is counted.</returns>
    public string? AddressOf(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return null;
        }

        var address = WebUrl.Parse(path) ?? WebUrl.Parse(path, Site.Address ?? Base);
        WithoutAddress += address is null ? 1 : 0;
        return address?.AbsoluteUri;
    }

    /// <summary>Of a WordPress export: addresses of attachments by number, in whichever order the file holds them.</summary>
    public Dictionary<string, string> Attachments { get; set; } = [];

    /// <summary>Of a WordPress export: displayed names of authors by log-in name.</summary>
    public Dictionary<string, string> Authors { get; set; } = [];

    /// <summary>Of WordPress: numbers of published items by kind, of kinds that were left out and may be articles.</summary>
    public Dictionary<string, int> LeftOutTypes { get; set; } = [];

    /// <summary>Counts an item of a kind that is not read.</summary>
    public void LeaveOut(string type) => LeftOutTypes[type] = LeftOutTypes.GetValueOrDefault(type) + 1;

    /// <summary>Notes of what was counted while the items were read.</summary>
    public IEnumerable<string> Counted()
    {
        if (WithoutAddress > 0)
        {
            yield return $"{WithoutAddress} items have no URL, because the site's address is not known: name it with --address https://...";
        }

        foreach (var (type, count) in LeftOutTypes.OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            yield return $"{count} items of type '{type}' were left out; name it with --types {type} to read them";
        }
    }

    /// <summary>Takes the properties of the same document, read elsewhere.</summary>
    public void Take(DocumentFacts other)
    {
        (Base, HasOwnBase, HomePage, Language, Author, Tags) =
            (other.Base, other.HasOwnBase, other.HomePage, other.Language, other.Author, other.Tags);
        (Next, Total, StartIndex) = (other.Next, other.Total, other.StartIndex);
        (Attachments, Authors, LeftOutTypes, WithoutAddress) =
            (other.Attachments, other.Authors, other.LeftOutTypes, other.WithoutAddress);
    }

    /// <summary>Notes for the report.</summary>
    public List<string> Notes { get; } = [];
}
