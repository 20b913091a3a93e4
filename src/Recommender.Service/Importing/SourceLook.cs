using Recommender.Service.Articles;
using Recommender.Service.Importing.Fetching;

namespace Recommender.Service.Importing;

/// <summary>One look at one source: what is asked of it, and what is learned on the way.</summary>
/// <param name="site">Whose source it is.</param>
/// <param name="name">The source as the operator wrote it; reports hide secrets in it.</param>
/// <param name="full">Read also what has not changed since the last look.</param>
internal sealed class SourceLook(string site, string name, bool full)
{
    public string Site => site;

    public string Name { get; } = SecretUrls.Hide(name);

    /// <summary>The same at each look.</summary>
    public string Identity { get; } = SourceIdentity.Of(name);

    public bool Full => full;

    /// <summary>The source shows only its newest articles: what is older and missing has not vanished.</summary>
    public bool IsPartial { get; set; }

    /// <summary>Something could not be read: nothing may be concluded from what is missing.</summary>
    public bool IsIncomplete { get; set; }

    public List<string> Notes { get; } = [];

    /// <summary>To be remembered when everything has been stored, for asking "changed since?" the next time.</summary>
    public List<FetchState> States { get; } = [];

    /// <summary>Source ids of all articles that the source has, also of those that another source brought before it.</summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>The oldest date of publication among the articles seen.</summary>
    public DateTimeOffset? Oldest { get; set; }
}
