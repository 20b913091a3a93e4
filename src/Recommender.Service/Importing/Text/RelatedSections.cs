using System.Text.RegularExpressions;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Text;

/// <summary>Finds the parts of a text that only refer to other articles ("See also", "Read more: ...").</summary>
internal static partial class RelatedSections
{
    private const int LongestHeading = 60;

    // A paragraph this long without a link is the article continuing.
    private const int LongestCaption = 160;

    public static IEnumerable<TextSpan> Find(string text, IReadOnlyList<TextBlock> blocks, IReadOnlyList<TextSpan> spans)
    {
        var headings = spans.Where(span => span.Kind == SpanKind.Heading).Select(span => span.Start).ToHashSet();
        var links = spans.Where(span => span.Kind == SpanKind.Link).OrderBy(span => span.Start).ToList();
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var words = text.AsSpan(block.Start, block.Length);
            var isHeading = headings.Contains(block.Start);
            if (block.Length <= LongestHeading && (isHeading || block.IsBold) && Title().IsMatch(words))
            {
                var last = i;
                while (last + 1 < blocks.Count && !headings.Contains(blocks[last + 1].Start)
                       && (isHeading || blocks[last + 1].Length <= LongestCaption || HasLink(blocks[last + 1], links)))
                {
                    last++;
                }

                yield return new TextSpan(block.Start, blocks[last].End - block.Start, SpanKind.RelatedSection);
                i = last;
            }
            else if (IsPointer(words, block, links))
            {
                yield return new TextSpan(block.Start, block.Length, SpanKind.RelatedSection);
            }
        }
    }

    // "Read more: <a>Title</a>": the words and nothing but links.
    private static bool IsPointer(ReadOnlySpan<char> words, TextBlock block, List<TextSpan> links)
    {
        foreach (var match in Lead().EnumerateMatches(words))
        {
            var lead = match.Length;
            var linked = Within(block, links).Where(link => link.Start >= block.Start + lead - 1).Sum(link => link.Length);
            return linked > 0 && linked * 10 >= (block.Length - lead) * 8;
        }

        return false;
    }

    private static bool HasLink(TextBlock block, List<TextSpan> links) => Within(block, links).Any();

    // The links are ordered by start.
    private static IEnumerable<TextSpan> Within(TextBlock block, List<TextSpan> links)
    {
        var (from, to) = (0, links.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = links[middle].Start < block.Start ? (middle + 1, to) : (from, middle);
        }

        for (; from < links.Count && links[from].Start < block.End; from++)
        {
            yield return links[from];
        }
    }

    private const string Words =
        "see also|related(?: (?:articles?|posts?|stories|story|reading|links|content|coverage|news))?|read (?:more|next|also)|also read|" +
        "further reading|more (?:from|in|like|on this|stories|coverage)|you (?:may|might) also (?:like|enjoy)|recommended(?: reading)?|" +
        "keep reading|" +
        "siehe auch|mehr zum thema|lesen sie auch|auch interessant|verwandte (?:artikel|beiträge)|(?:à )?lire aussi|voir aussi|" +
        "articles (?:liés|similaires)|véase también|ver también|lea también|artículos relacionados|leggi anche|vedi anche|lees ook|" +
        "zie ook|" +
        "leia também|veja também";

    [GeneratedRegex($@"^\W*(?:(?:{Words})|more from .{{1,40}}|more in .{{1,40}}|more like this|you (?:may|might) also like .{{1,20}})\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex($@"^\W*(?:{Words})\s*(?:[:：»→|]|[-–—]\s)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();
}
