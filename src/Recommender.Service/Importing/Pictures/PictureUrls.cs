using System.Buffers;
using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Pictures;

/// <summary>Tells by its address whether a picture can stand for an article.</summary>
internal static partial class PictureUrls
{
    // A longer name describes a picture, even if one of its words is "loading".
    private const int MostWords = 4;

    private static readonly string[] Hosts =
    [
        "gravatar.com", "shields.io", "badge.fury.io", "badgen.net", "codecov.io", "coveralls.io", "travis-ci.org", "travis-ci.com",
        "doubleclick.net", "google-analytics.com", "googletagmanager.com", "scorecardresearch.com", "quantserve.com", "pixel.wp.com",
        "stats.wordpress.com", "stats.wp.com", "feedsportal.com", "vgwort.de", "ioam.de", "ivwbox.de", "xiti.com", "2o7.net", "omtrdc.net",
        "adsrvr.org", "adnxs.com", "amazon-adsystem.com", "statcounter.com", "histats.com", "licensebuttons.net", "paypalobjects.com",
        "pixel.propublica.org", "zemanta.com", "flattr.net", "mc.yandex.ru", "counter.yadro.ru", "hits.seeyoufarm.com",
    ];

    // In host and path.
    private static readonly SearchValues<string> Parts = SearchValues.Create(
    [
        "s.w.org/images/core/emoji", "/twemoji", "/emoji/", "/emojis/", "emoji.php", "/smilies/", "/smileys/", "/smiley/",
        "/avatars/", "/avatar/", "/badge/", "/badges/", "/shields/", "facebook.com/tr", "feeds.feedburner.com/~", "feedburner.com/~",
        "blogger.com/tracker", "feedpress.me/link", "/open.php", "/track/open", "/tracking/", "/pixel/", "/beacon", "/wp-includes/images/",
        "amazon.com/e/ir", "ir-de.amazon", "ir-na.amazon", "ir-uk.amazon", "assets.pinterest.com/images", "creativecommons.org/l/",
        "img.buymeacoffee.com/button-api", "ko-fi.com/img/githubbutton", "img1.blogblog.com", "/share/icons/", "/social-icons/",
        "republication-tracker-tool",
    ], StringComparison.OrdinalIgnoreCase);

    private static readonly HashSet<string> PlaceholderNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "placeholder", "image-placeholder", "placeholder-image", "blank", "spacer", "transparent", "1x1", "pixel", "px", "clear", "dot",
        "empty", "lazy", "lazyload", "lazy-placeholder", "loading", "loader", "spinner", "ajax-loader", "grey", "gray", "no-image",
        "noimage", "no_image", "default-image", "trans", "white", "x", "undefined", "null",
    };

    private static readonly HashSet<string> PlaceholderWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "placeholder", "blank", "spacer", "transparent", "1x1", "pixel", "loading", "loader", "spinner", "lazyload", "preloader",
        "emoji", "smiley", "avatar", "gravatar", "badge", "sprite", "sprites", "rating", "throbber", "noimage",
    };

    private static readonly HashSet<string> LastWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "logo", "logos", "logotype", "favicon", "icon", "icons", "banner468x60", "default", "fallback", "wordmark", "signet", "button",
        "facebook", "twitter", "linkedin", "whatsapp", "pinterest", "rss",
    };

    public static PictureRank RankOf(Uri url)
    {
        var (host, path) = (url.Host, url.AbsolutePath);
        var place = host + path;
        if (Hosts.Any(name => IsOf(host, name)) || place.AsSpan().ContainsAny(Parts))
        {
            return PictureRank.Never;
        }

        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        var dot = name.LastIndexOf('.');
        var (stem, ending) = dot < 0 ? (name.ToString(), "") : (name[..dot].ToString(), name[(dot + 1)..].ToString().ToLowerInvariant());
        if (PlaceholderNames.Contains(stem) || (ending.Length > 0 && NoPicture().IsMatch(ending)))
        {
            return PictureRank.Never;
        }

        var words = Between().Split(stem).Where(word => word.Length > 0).Take(MostWords + 1).ToList();
        // A photograph may be named so; drawn graphics are what their name says.
        var isDrawn = ending is "gif" or "svg" or "png" or "webp" or "ico" or "php" or "";
        return words.Count > MostWords || !isDrawn
            ? words.Count <= 2 && words.Any(LastWords.Contains) ? PictureRank.Last : PictureRank.Real
            : words.Any(PlaceholderWords.Contains) ? PictureRank.Never
            : ending == "ico" || words.Any(LastWords.Contains) ? PictureRank.Last : PictureRank.Real;
    }

    private static bool IsOf(string host, string name) =>
        host.EndsWith(name, StringComparison.OrdinalIgnoreCase) && (host.Length == name.Length || host[^(name.Length + 1)] == '.');

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex Between();

    [GeneratedRegex(@"^(?:js|css|html?|mp[34]|webm|pdf|m3u8|ogg|wav|json|xml|swf)$")]
    private static partial Regex NoPicture();
}
