using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Web;

namespace Recommender.Service.Importing;

/// <summary>The import of one source in a run: its options and findings.</summary>
/// <param name="site">The source's site.</param>
/// <param name="name">The source as written by the operator; reports hide secrets in it.</param>
/// <param name="options">The options of the run.</param>
/// <param name="reading">The budgets of the source.</param>
internal sealed class SourceLook(string site, string name, ImportOptions options, Reading reading)
{
    private const int MaxNotes = 50;

    public string Site => site;

    public string Name { get; } = SecretUrls.Hide(name);

    /// <summary>Identifies the source in later imports.</summary>
    public string Identity { get; } = SourceIdentity.Of(name);

    /// <summary>Feeds are read although they have not changed since the last import.</summary>
    public bool Full => options.Full || options.Prune;

    public ImportOptions Options => options;

    public Reading Reading => reading;

    /// <summary>What was found, for the report.</summary>
    public SourceCounts Counts { get; } = new();

    /// <summary>Called with the pages done, all pages and the estimated time left.</summary>
    public Action<int, int, TimeSpan?>? OnPages { get; set; }

    /// <summary>True if the source contains only its newest articles, so that older ones are not missing.</summary>
    public bool IsPartial { get; set; }

    /// <summary>True if something could not be read, so that missing articles may still exist.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>What could not be read although it should have been, one line each.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Web pages that a later look reads.</summary>
    public int PagesLeft { get; set; }

    /// <summary>The estimated time for these; null if unknown.</summary>
    public TimeSpan? TimeLeft { get; set; }

    public List<string> Notes { get; } = [];

    /// <summary>Stored after a complete import, for conditional requests by the next one.</summary>
    public List<FetchState> States { get; } = [];

    /// <summary>Source ids of all articles in the source, including those read from another source before.</summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>By their ids: articles of which only the beginning is known until their pages are read.</summary>
    public Dictionary<string, Article> Beginnings { get; } = new(StringComparer.Ordinal);

    /// <summary>The oldest publication date of these articles.</summary>
    public DateTimeOffset? Oldest { get; set; }

    /// <summary>Why the source, or a document of it, could not be read, one line each.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>What was found, for the operator.</summary>
    public SourceReport ToReport() => new()
    {
        Source = Name,
        Missing = [.. Failures.Concat(Missing).Select(line => SecretUrls.Hide(MessageLine.Of(line)))],
        Read = Counts.Read,
        New = Counts.New,
        Changed = Counts.Changed,
        Unchanged = Counts.Unchanged,
        Withdrawn = Counts.Withdrawn,
        LeftOut = Counts.LeftOut.ToList(),
        Doubts = Counts.Doubts(),
        PagesLeft = PagesLeft,
        SecondsLeft = TimeLeft is { } left ? (int)Math.Min(int.MaxValue, left.TotalSeconds) : null,
        Notes = [.. Notes.Take(MaxNotes).Select(note => SecretUrls.Hide(MessageLine.Of(note)))],
        Advice = ImportAdvice.Of(site, this),
    };

    /// <summary>Records what could not be read.</summary>
    public void Miss(string message)
    {
        IsIncomplete = true;
        Missing.Add(message);
    }
}
