using Recommender.Service.Importing.Fetching;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// The reading of one source or request. What is certainly cheap is read here, everything else in a reading process. A source of which more
/// than a few articles use up their limits gets no further process.
/// </summary>
internal sealed class Reading(ReadProcesses processes, CancellationToken cancel)
{
    private const int MaxCostly = 3;

    // A large site may have more such pages among many others.
    private const int OthersPerCostly = 100;

    // Below these, the slowest known input takes some tenths of a second.
    private const int ShortPage = 100_000;
    private const int FewPageTags = 3_000;
    private const int ShortMarkdown = 20_000;

    private int _costly;
    private int _others;

    public CancellationToken Cancel => cancel;

    /// <summary>The text of an article's body.</summary>
    /// <exception cref="FormatException">The HTML is nested too deeply.</exception>
    /// <exception cref="ReadingException">It cannot be read within the limits.</exception>
    public async ValueTask<ArticleText> TextAsync(string html, Uri? baseUrl)
    {
        if (HtmlCost.IsSmall(html))
        {
            return ArticleText.Of(html, baseUrl);
        }

        var answer = await AskAsync(new ReadRequest { Kind = ReadKind.Text, Body = html, Base = baseUrl, Limit = processes.Limit });
        return answer.Text! with { Text = answer.Body! };
    }

    /// <summary>A web page as an article.</summary>
    /// <exception cref="ReadingException">It cannot be read within the limits.</exception>
    public RawItem Page(SourceContent content) =>
        IsSmallPage(content) ? HtmlPage.Read(content) : ItemOf(Ask(ReadKind.Page, content));

    /// <summary>A Markdown file as an article.</summary>
    /// <exception cref="ReadingException">It cannot be read within the limits.</exception>
    public RawItem Markdown(SourceContent content) =>
        Start(content, ShortMarkdown) is not null ? MarkdownItem.Read(content) : ItemOf(Ask(ReadKind.Markdown, content));

    /// <summary>A web page as the entrance to a site.</summary>
    /// <exception cref="ReadingException">It cannot be read within the limits.</exception>
    public HomePage HomePage(SourceContent content) =>
        IsSmallPage(content) ? Fetching.HomePage.Read(content) : Ask(ReadKind.HomePage, content).HomePage!;

    /// <summary>All items of a feed that is not well-formed.</summary>
    /// <param name="facts">What is known of the feed so far.</param>
    /// <exception cref="ImportException">It cannot be read within the limits.</exception>
    public LenientItems Feed(SourceContent content, DocumentFacts facts)
    {
        try
        {
            var seconds = new FileInfo(content.File).Length / 1_000_000;
            return Ask(ReadRequest.Of(ReadKind.Feed, content) with
            {
                Facts = facts, Limit = processes.Limit + TimeSpan.FromSeconds(seconds),
            }).Feed!;
        }
        catch (ReadingException e)
        {
            throw new ImportException($"{content.Name}: is not well-formed XML: {e.Message}", e);
        }
    }

    private static RawItem ItemOf(ReadAnswer answer) => answer.Item! with { Html = answer.Body };

    private ReadAnswer Ask(ReadKind kind, SourceContent content) =>
        Ask(ReadRequest.Of(kind, content) with { Limit = processes.Limit });

    // Readers of formats are synchronous, on a thread of their own.
    private ReadAnswer Ask(ReadRequest request) => AskAsync(request).GetAwaiter().GetResult();

    private async Task<ReadAnswer> AskAsync(ReadRequest request)
    {
        if (_costly >= MaxCostly + (_others / OthersPerCostly))
        {
            throw new ReadingException($"it was not tried, because {_costly} others of this source took too much time or memory");
        }

        try
        {
            var answer = await processes.AskAsync(request, cancel);
            Interlocked.Increment(ref _others);
            return answer;
        }
        catch (ReadingException e) when (e.IsCostly)
        {
            Interlocked.Increment(ref _costly);
            throw;
        }
    }

    // Finding the main text takes time with the square of the tags.
    private static bool IsSmallPage(SourceContent content) =>
        Start(content, ShortPage) is { } html && html.AsSpan().Count('<') <= FewPageTags && HtmlCost.IsSmall(html);

    // The whole text, unless it is longer.
    private static string? Start(SourceContent content, int longest)
    {
        using var reader = content.OpenText();
        var buffer = new char[longest + 1];
        var length = reader.ReadBlock(buffer, 0, buffer.Length);
        return length <= longest ? new string(buffer, 0, length) : null;
    }
}
