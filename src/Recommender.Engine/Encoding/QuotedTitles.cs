using System.Text;

namespace Recommender.Engine.Encoding;

/// <summary>Removes giveaways from a text: anchor texts that quote the title of the linked article.</summary>
internal static class QuotedTitles
{
    private const int MinWords = 4;

    /// <summary>
    /// The document without the words of such anchors, and without link positions; the document itself if it has no such anchor.
    /// </summary>
    /// <param name="document">The document whose links are examined.</param>
    /// <param name="titleOf">Returns the title of a link's target, or null if the target is unknown.</param>
    public static Document Mask(Document document, Func<string, string?> titleOf)
    {
        StringBuilder? masked = null;
        var from = 0;
        foreach (var link in document.Links.Where(l => l.Length > 0).OrderBy(l => l.Start))
        {
            if (link.Start < from || link.Start + link.Length > document.Text.Length || titleOf(link.TargetId) is not { } title
                || !Quotes(document.Text.AsSpan(link.Start, link.Length).ToString(), title))
            {
                continue;
            }

            masked ??= new StringBuilder(document.Text.Length);
            masked.Append(document.Text, from, link.Start - from);
            from = link.Start + link.Length;
        }

        return masked is null
            ? document
            : document with
            {
                Text = masked.Append(document.Text, from, document.Text.Length - from).ToString(),
                Links = [.. document.Links.Select(l => l with { Start = 0, Length = 0 })],
            };
    }

    /// <summary>The terms of the masked document; null if there is nothing to mask.</summary>
    public static DocumentTerms? MaskedTerms(Document document, Func<string, string?> titleOf, TermReader reader)
    {
        var masked = Mask(document, titleOf);
        return ReferenceEquals(masked, document) ? null : reader.Read(masked);
    }

    /// <summary>
    /// True if anchor and title have at least four words each and are equal or one contains the other, ignoring case and punctuation.
    /// </summary>
    public static bool Quotes(string anchor, string title)
    {
        var (a, t) = (Words(anchor), Words(title));
        return a.Count(c => c == ' ') > MinWords && t.Count(c => c == ' ') > MinWords
            && (a.Contains(t, StringComparison.Ordinal) || t.Contains(a, StringComparison.Ordinal));
    }

    // " a b c ": a space on each side of every word, so only whole words match and the number of spaces is the number of words plus one.
    private static string Words(string text)
    {
        var words = new StringBuilder(" ");
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                words.Append(char.ToLowerInvariant(c));
            }
            else if (words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }
}
