using AngleSharp.Dom;

namespace Recommender.Service.Importing.Pictures;

/// <summary>Tells by the markup around it whether a picture can belong to the article.</summary>
internal static class PictureMarkup
{
    // A wrapper further out is the article itself.
    private const int Around = 4;

    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "emoji", "wp-smiley", "smiley", "avatar", "gravatar", "photo-author", "author-photo", "author-image", "author-avatar", "userpic",
        "profile-pic", "profile-image", "badge", "sprite", "pixel", "tracking-pixel", "spinner", "loader", "share-icon", "social-icon",
        "icon", "u-photo-author", "byline-image", "byline__image", "feedflare",
    };

    private static readonly HashSet<string> Outer = new(StringComparer.OrdinalIgnoreCase)
    {
        "author", "byline", "author-box", "authorbox", "author-bio", "author-info", "author-card", "post-author", "entry-author",
        "article-author", "about-author", "about-the-author", "vcard", "h-card", "p-author", "bio", "avatar", "gravatar", "writer",
        "contributor", "contributors", "saboxplugin-wrap", "pp-author-boxes-wrapper", "abh_box",
        "sharedaddy", "share", "share-buttons", "sharing", "social", "social-links", "social-share", "social-icons", "addtoany_share",
        "addtoany_share_save_container", "a2a_kit", "ssba", "wp-block-social-links", "feedflare", "jp-relatedposts", "related",
        "related-posts", "yarpp-related", "comments", "comment", "commentlist", "comment-list", "wp-block-post-author", "site-header",
        "site-branding", "newsletter", "subscribe",
    };

    public static bool MayShow(IElement picture)
    {
        if (picture.HasAttribute("hidden") || IsTiny(picture) || Has(picture, Own) || picture.ClassName?.Contains(
            "avatar", StringComparison.OrdinalIgnoreCase) == true)
        {
            return false;
        }

        var at = picture.ParentElement;
        for (var distance = 0; distance < Around && at is not null and not { LocalName: "body" }; distance++, at = at.ParentElement)
        {
            if (at.LocalName is "button" or "address" || Has(at, Outer)
                || (at.LocalName == "a" && at.GetAttribute("rel")?.Contains("author", StringComparison.OrdinalIgnoreCase) == true))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsLogo(IElement picture) =>
        picture.ClassName?.Contains("logo", StringComparison.OrdinalIgnoreCase) == true
        || picture.Id?.Contains("logo", StringComparison.OrdinalIgnoreCase) == true
        || picture.GetAttribute("alt")?.Trim().Equals("logo", StringComparison.OrdinalIgnoreCase) == true;

    // Tracking pixels, by attribute or style.
    private static bool IsTiny(IElement picture)
    {
        if (PictureElement.Pixels(picture.GetAttribute("width")) <= 2 || PictureElement.Pixels(picture.GetAttribute("height")) <= 2)
        {
            return true;
        }

        foreach (var rule in (picture.GetAttribute("style") ?? "").Split(';'))
        {
            var (name, value) = rule.Split(':', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : ("", "");
            var isHidden = name.Equals("display", StringComparison.OrdinalIgnoreCase)
                && value.StartsWith("none", StringComparison.OrdinalIgnoreCase);
            var isSize = name.Equals("width", StringComparison.OrdinalIgnoreCase)
                || name.Equals("height", StringComparison.OrdinalIgnoreCase);
            if (isHidden || (isSize && PictureElement.Pixels(value) <= 2))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(IElement element, HashSet<string> names)
    {
        if (element.ClassName is not { Length: > 0 } all)
        {
            return false;
        }

        var words = names.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in all.AsSpan().SplitAny(' ', '\n', '\t'))
        {
            if (words.Contains(all.AsSpan()[range]))
            {
                return true;
            }
        }

        return false;
    }
}
