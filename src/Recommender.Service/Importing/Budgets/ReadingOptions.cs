using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// Limits of the processes that read what may be slow or large: web pages, long Markdown, damaged feeds, unusual HTML. Section
/// <c>Recommender:Reading</c>.
/// </summary>
public sealed class ReadingOptions
{
    public const string Section = "Recommender:Reading";

    /// <summary>
    /// Longest processor time to read one article or page; a damaged feed may take a second more for each megabyte. What takes longer, or
    /// six times as long by the clock, is skipped. One second to ten minutes, default 10 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Maximum memory of such a process in megabytes. At most one process per processor runs. 100 to 100,000, default 1,000.
    /// </summary>
    [Range(100, 100_000)]
    public int MemoryMegabytes { get; set; } = 1000;
}
