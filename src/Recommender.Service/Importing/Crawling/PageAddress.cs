using System.Text;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Crawling;

/// <summary>What the address of a page says of its kind.</summary>
internal sealed partial record PageAddress
{
    private const int MaxParts = 20;
    private const string Whole = "øłıđ";
    private const string Plainer = "olid";

    private static readonly HashSet<string> SearchParts =
        ["search", "suche", "buscar", "busca", "recherche", "cerca", "poisk", "поиск", "user",
            "users", "login", "account"];

    private PageAddress(IReadOnlyList<string> parts, string query) => (Parts, Query) = (parts, query);

    /// <summary>The parts of the path without a language, an index page and a file type; lower case, without accents.</summary>
    public IReadOnlyList<string> Parts { get; }

    public string Query { get; }

    /// <summary>The front page of the site, or of one of its languages.</summary>
    public bool IsFront => Parts.Count == 0 && Query.Length == 0;

    /// <summary>The folder, with digits replaced: "/#/#" for "/2026/03/the-bridge".</summary>
    public string Folder => "/" + string.Join('/', Parts.SkipLast(1).Take(3).Select(part => Digits().Replace(part, "#")));

    public string Top => Parts.Count > 1 ? Digits().Replace(Parts[0], "#") : "";

    public string Last => Parts.Count > 0 ? Parts[^1] : "";

    /// <summary>It names a list: a tag, an author, the second page of something.</summary>
    public bool NamesList => Parts.SkipLast(1).Any(AddressWords.Lists.Contains) || (Parts.Count > 0 && AddressWords.Lists.Contains(Last))
        || Paged().IsMatch(Last) || QueryNames().IsMatch(Query);

    /// <summary>It names what may be a list, or a folder of articles.</summary>
    public bool MayNameList =>
        Parts.Any(AddressWords.WeakLists.Contains) || (Parts.Count > 0 && Parts.All(part => part.All(char.IsAsciiDigit)));

    /// <summary>It names a service page: an imprint, a search, a form to log in.</summary>
    public bool NamesService => AddressWords.Service.Contains(Last) || (Parts.Count > 1 && SearchParts.Contains(Parts[0]));

    /// <summary>It contains a date.</summary>
    public bool HasDate => Dated().IsMatch("/" + string.Join('/', Parts));

    /// <summary>Words of the last part; a run of letters that are not written in words counts by its length.</summary>
    public int Words => Last.Split(['-', '_', '.', '+', ' '], StringSplitOptions.RemoveEmptyEntries)
        .Sum(word => word.Any(c => c >= '\u2E80') ? 1 + (word.Length / 2) : 1);

    /// <summary>It ends with a number as of an article.</summary>
    public bool HasNumber => Numbered().IsMatch(Last);

    public static PageAddress Of(Uri url)
    {
        var parts = Uri.UnescapeDataString(url.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries).Take(MaxParts)
            .Select(part => Plain(part)).ToList();
        if (parts.Count > 0)
        {
            var (dot, last) = (parts[^1].LastIndexOf('.'), parts[^1]);
            var name = dot > 0 && last.Length - dot <= 6 && last[(dot + 1)..].All(char.IsAsciiLetter) ? last[..dot] : last;
            parts[^1] = name;
            if (name is "index" or "default")
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        if (parts.Count > 0 && Language().IsMatch(parts[0]))
        {
            parts.RemoveAt(0);
        }

        return new PageAddress(parts, url.Query);
    }

    // й and が are letters of their own: only Latin letters lose their marks.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in ComposedText.Decomposed(text.ToLowerInvariant()))
        {
            if (c is < '\u0300' or > '\u036f' || plain.Length == 0 || !char.IsAsciiLetter(plain[^1]))
            {
                plain.Append(Whole.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Plainer[at] : c == '_' ? '-' : c);
            }
        }

        return ComposedText.Of(plain.ToString());
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex("^(?:page|seite|pagina|p|strona|sida|sivu)[-_]?[0-9]{1,5}$")]
    private static partial Regex Paged();

    [GeneratedRegex("[?&](?:s|q|query|search|tag|cat|category|author|paged|page|m)=", RegexOptions.IgnoreCase)]
    private static partial Regex QueryNames();

    [GeneratedRegex("[/-](?:19|20)[0-9]{2}[/._-]?(?:0?[1-9]|1[0-2])(?![0-9])|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]")]
    private static partial Regex Dated();

    [GeneratedRegex("(?:^|[-_a-z])[0-9]{4,12}$")]
    private static partial Regex Numbered();

    [GeneratedRegex("^[a-z]{2}(?:[-_][a-z]{2,4})?$")]
    private static partial Regex Language();
}
