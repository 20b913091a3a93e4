using System.Text;

namespace Recommender.Engine.Encoding;

/// <summary>Takes giveaways out of a text: anchors that quote the title of the article they link to.</summary>
internal static class QuotedTitles
{
    private const int MinWords = 4;

    /// <summary>The document without the words of such anchors; the document itself where there are none. Its links keep no positions then.</summary>
    /// <param name="document">The document whose links are looked at.</param>
    /// <param name="titleOf">The title of a link's target, or null where the target is not known.</param>
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

    /// <summary>The terms of the masked document; null where there is nothing to mask.</summary>
    public static DocumentTerms? MaskedTerms(Document document, Func<string, string?> titleOf, TermReader reader)
    {
        var masked = Mask(document, titleOf);
        return ReferenceEquals(masked, document) ? null : reader.Read(masked);
    }

    /// <summary>True where anchor and title, at least four words each, are equal or one stands inside the other; case and punctuation do not count.</summary>
    public static bool Quotes(string anchor, string title)
    {
        var (a, t) = (Words(anchor), Words(title));
        return a.Count(c => c == ' ') > MinWords && t.Count(c => c == ' ') > MinWords
            && (a.Contains(t, StringComparison.Ordinal) || t.Contains(a, StringComparison.Ordinal));
    }

    // " a b c ": a blank on each side of every word, so that only whole words match and blanks count words plus one.
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
