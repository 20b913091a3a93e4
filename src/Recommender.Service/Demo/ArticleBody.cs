using Recommender.Service.Articles;

namespace Recommender.Service.Demo;

/// <summary>Rebuilds the structure of an article from its text and its marked ranges.</summary>
internal static class ArticleBody
{
    /// <param name="article">The article with its text.</param>
    /// <param name="linkOf">
    /// Returns the address of the demonstration page for a link's target; null if the target is not an article of the site.
    /// </param>
    public static List<BodyBlock> Of(Article article, Func<string, string?> linkOf)
    {
        var blocks = new List<BodyBlock>();
        var start = 0;
        foreach (var line in article.Text.Split('\n'))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                blocks.Add(new BodyBlock(KindOf(article, start, line.Length), Runs(article, start, line, linkOf)));
            }

            start += line.Length + 1;
        }

        return blocks;
    }

    /// <summary>The article's blocks, with the items of each list grouped together.</summary>
    public static IEnumerable<IReadOnlyList<BodyBlock>> Groups(IReadOnlyList<BodyBlock> blocks)
    {
        for (var i = 0; i < blocks.Count;)
        {
            var end = i + 1;
            while (blocks[i].Kind == BodyKind.ListItem && end < blocks.Count && blocks[end].Kind == BodyKind.ListItem)
            {
                end++;
            }

            yield return [.. blocks.Skip(i).Take(end - i)];
            i = end;
        }
    }

    private static BodyKind KindOf(Article article, int start, int length)
    {
        foreach (var span in article.Spans)
        {
            if (span.Start < start + length && span.Start + span.Length > start && span.Kind is (SpanKind.Heading or SpanKind.ListItem))
            {
                return span.Kind == SpanKind.Heading ? BodyKind.Heading : BodyKind.ListItem;
            }
        }

        return BodyKind.Paragraph;
    }

    private static List<BodyRun> Runs(Article article, int start, string line, Func<string, string?> linkOf)
    {
        var runs = new List<BodyRun>();
        var at = 0;
        foreach (var span in article.Spans.Where(span => span is { Kind: SpanKind.Link, Url: not null, Length: > 0 }))
        {
            var (from, to) = (Math.Max(at, span.Start - start), Math.Min(line.Length, span.Start + span.Length - start));
            if (from >= to)
            {
                continue;
            }

            Add(line[at..from], null);
            Add(line[from..to], linkOf(span.Url!) ?? (DemoLinks.IsWebAddress(span.Url) ? span.Url : null));
            at = to;
        }

        Add(line[at..], null);
        return runs;

        void Add(string text, string? href)
        {
            if (text.Length > 0)
            {
                runs.Add(new BodyRun(text, href));
            }
        }
    }
}
