using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Recommender.Service.Importing.Pages;

/// <summary>
/// Removes what stands beside the article in every page and can be longer than a short one: comments, and texts about consent.
/// </summary>
internal static partial class PageNoise
{
    private static readonly HashSet<string> Comments = new(StringComparer.OrdinalIgnoreCase)
    {
        "comments", "comment-list", "commentlist", "comments-area", "comments-list", "comment-section", "comments-section",
        "comments-wrapper", "comments-container", "comment-area", "commentform", "comment-respond", "respo"
            + "nd", "disqus_thread", "reader-comments",
        "user-comments", "usercomments", "fb-comments", "isso-thread", "remark42", "utterances", "giscus", "cusdis_thread", "commento",
        "hyvor-talk-view", "coral-thread", "coral_thread", "coral_talk_stream", "livefyre", "lf-comment-stream", "viafoura-comments",
        "spotim-conversation", "waline", "twikoo", "valine", "gitalk-container", "kommentare", "leserkommentare", "kommentarbereich",
        "comentarios", "commentaires", "reacties", "kommentarer", "komentarze", "commenti", "yorumlar", "komentari", "webmentions",
        "wp-block-comments", "wp-block-post-comments", "comments-block", "threadedcomments", "blog-comments", "article-comments",
        "post-comments", "view-comments", "comment-wrapper", "jlcomments", "discourse-comments",
    };

    // What holds the article is not noise, whatever its name.
    private const string Articles = "main, h1, [itemprop~=articleBody], .entry-content, .post-content, .article-body, .post-body";

    private static readonly HashSet<string> Never = ["html", "head", "body", "main"];

    // Bounds the search in those that are kept.
    private const int MostKept = 50;

    public static void Remove(IHtmlDocument page)
    {
        var noise = page.QuerySelectorAll("body [id], body [class], body [role], body [aria-label], body shreddit-comment-tree")
            .Where(element => !Never.Contains(element.LocalName) && IsNoise(element)).ToList();
        var kept = 0;
        foreach (var element in noise.Where(_ => kept < MostKept))
        {
            // One within another is gone with it.
            if (element.GetRoot() != page)
            {
                continue;
            }

            if ((element.LocalName == "article" && !IsComment(element)) || element.QuerySelector(Articles) is not null)
            {
                kept++;
                continue;
            }

            element.Remove();
        }
    }

    private static bool IsNoise(IElement element) => IsComment(element) || IsConsent(element);

    private static bool IsComment(IElement element) =>
        (element.Id is { } id && Comments.Contains(id))
        || (element.ClassName is { Length: > 0 } && element.ClassList.Any(Comments.Contains))
        || (element.LocalName is "section" or "div" or "aside" or "ol" or "ul"
            && (CommentList().IsMatch(element.Id ?? "") || CommentList().IsMatch(element.ClassName ?? "")))
        || element.GetAttribute("itemtype")?.EndsWith("/Comment", StringComparison.Ordinal) == true;

    private static bool IsConsent(IElement element)
    {
        if ((element.Id is { } id && Consent().IsMatch(id)) || (element.ClassName is { Length: > 0 } names && Consent().IsMatch(names)))
        {
            return element.LocalName is not "article";
        }

        var isDialog = element.GetAttribute("role") is "dialog" or "alertdialog" || element.HasAttribute("aria-modal")
            || element.LocalName == "dialog";
        return (isDialog && About().IsMatch(Start(element.TextContent)))
            || (element.GetAttribute("aria-label") is { } label && Banner().IsMatch(label) && element.LocalName is "div" or "secti"
                + "on" or "aside"
                && About().IsMatch(Start(label)));
    }

    private static string Start(string text) => text.Length > 2_000 ? text[..2_000] : text;

    [GeneratedRegex(
        @"(?:^|[\s_-])(?:(?:user|reader|post|article|entry|blog|page)?comments|kommentare|comentarios|commentaires|reacties|kommentarer)"
        + @"(?:[_-]{1,2}(?:list|area|section|wrapper|wrap|container|block|thread|feed|template|holder|box|body|inner|content|tree))?"
        + @"(?:\s|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommentList();

    [GeneratedRegex(
        @"(?:^|\s)(?:onetrust|ot-sdk-|optanon|cookiebot|cybotcookiebot|didomi|qc-cmp|usercentrics|borlabs|brlbs-|cmplz-|cookieconsent"
        + @"|cookie-?law|cookie-notice|cookienotice|cc-window|cc-banner|cky-|cli-|gdpr|moove_gdpr|sp_message|truste|osano|iubenda-cs|klaro"
        + @"|fc-consent|tarteaucitron|axeptio|termly|eu-cookie|sliding-popup|cookies-eu|cmpbox|cmp-|cmpwrapper|avia-cookie|wpcc-|"
        + @"hu-cookie|hs-eu-cookie|real-cookie|rcb-|evidon|_evidon|consentmanager|consent-|ketch-|shopify-pc|privacy-(?:banner|"
        + @"popup|modal|overlay|notice)"
        + @"|wt-cli|ez-cookie|ccc-|civic|pd-cp|cookiefirst|cookie-script|cookiescript|cookiehub|cookieyes|cookie-information|coi-|"
        + @"silktide-)"
        + @"|cookie[-_]?(?:consent|banner|notice|bar|popup|modal|policy-?(?:banner|notice)|overlay|layer|info|hinweis|message|alert|dialog"
        + @"|warning|wall|disclaimer|compliance|settings|preferences|box)"
        + @"|consent[-_]?(?:banner|notice|bar|popup|modal|overlay|layer|dialog|wall|box|management|manager|screen|form)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Consent();

    [GeneratedRegex(
        "cookie|consent|gdpr|dsgvo|rgpd|we value your privacy|datenschutz|einwilligung|vie privée|privacidad|privacidade|tracking|zgod",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex About();

    [GeneratedRegex("banner|dialog|popup|notice|hinweis|consent|einwilligung|einstellungen|bandeau|aviso|cookie",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Banner();
}
