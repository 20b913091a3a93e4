using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Fetching;

namespace Recommender.Service.Importing;

/// <summary>The import of one source in a run: its options and findings.</summary>
/// <param name="site">The source's site.</param>
/// <param name="name">The source as written by the operator; reports hide secrets in it.</param>
/// <param name="full">True to read also documents that have not changed since the last import.</param>
/// <param name="reading">The budgets of the source.</param>
internal sealed class SourceLook(string site, string name, bool full, Reading reading)
{
    public string Site => site;

    public string Name { get; } = SecretUrls.Hide(name);

    /// <summary>Identifies the source in later imports.</summary>
    public string Identity { get; } = SourceIdentity.Of(name);

    public bool Full => full;

    public Reading Reading => reading;

    /// <summary>True if the source contains only its newest articles, so that older ones are not missing.</summary>
    public bool IsPartial { get; set; }

    /// <summary>True if something could not be read, so that missing articles may still exist.</summary>
    public bool IsIncomplete { get; set; }

    public List<string> Notes { get; } = [];

    /// <summary>Stored after a complete import, for conditional requests by the next one.</summary>
    public List<FetchState> States { get; } = [];

    /// <summary>Source ids of all articles in the source, including those read from another source before.</summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>The oldest publication date of these articles.</summary>
    public DateTimeOffset? Oldest { get; set; }
}
