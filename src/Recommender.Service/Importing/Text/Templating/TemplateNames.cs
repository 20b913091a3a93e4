using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Text.Templating;

/// <summary>The names that distinguish template syntax in brackets and braces from prose.</summary>
internal static partial class TemplateNames
{
    // Instructions that mean nothing else, also without attributes.
    private static readonly HashSet<string> Bare = new(StringComparer.OrdinalIgnoreCase)
    {
        "gallery", "caption", "wp_caption", "embed", "playlist", "toc", "nggallery", "slideshow", "sitemap", "archives", "loginout", "ssba",
        "addtoany", "sharethis", "social_share", "adrotate", "rev_slider", "layerslider", "smartslider3", "metaslider", "tablepress",
        "wpforms", "ninja_form", "gravityform", "formidable", "mc4wp_form", "recent_posts", "related_posts", "display-posts", "do_widget",
        "googlemaps", "polldaddy", "crowdsignal", "gist", "wpvideo", "videopress", "youtube", "vimeo", "dailymotion", "instagram", "tweet",
        "soundcloud", "slideshare", "spotify", "bandcamp", "pdf-embedder", "pdfviewer", "gview", "flowplayer", "jwplayer", "divider",
        "spacer", "one_half", "one_half_last", "one_third", "one_third_last", "two_third", "two_thirds", "two_third_last", "one_fourth",
        "one_fourth_last", "three_fourth", "one_fifth", "vc_row", "vc_column", "woocommerce_cart", "woocommerce_checkout", "add_to_cart",
        "nextpage", "more", "clear", "clearboth", "raw",
    };

    // Only with attributes or a closing tag: without, they may be words of a headline ("[video]").
    private static readonly HashSet<string> WithAttributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "audio", "video", "column", "columns", "row", "col", "section", "button", "box", "tab", "tabs", "accordion", "toggle", "quote",
        "pullquote", "blockquote", "highlight", "dropcap", "icon", "alert", "note", "list", "table", "image", "img", "iframe", "map",
        "form",
        "slider", "slide", "carousel", "testimonial", "pricing", "counter", "heading", "title", "text", "separator", "space", "link", "url",
        "footnote", "ref", "spoiler", "expand", "hide", "download", "pdf", "product", "products", "posts", "post", "twitter", "facebook",
        "poll", "quiz", "recipe", "ad", "ads", "banner", "sidebar", "menu", "widget", "contact", "login", "member", "members", "code",
        "color", "size", "font", "center", "align", "email", "user", "media", "file", "files", "attachment",
    };

    // Of a page builder or plugin each.
    [GeneratedRegex(
        @"^(?:et_pb_|vc_|fusion_|su_|av_|cs_|x_|kt_|tatsu_|ux_|nectar_|mk_|wpb_|wp_|wpv-|elementor-|contact-form|contact-field|mpc_|qode_"
        + @"|eltdf_|mkdf_|edgtf_|thrive_|tve_|bsf-|ult_|dt_|porto_|woodmart_|kc_|siteorigin_|so_|fl_|divi_|sc_|gmw_|ess_|wpsm_|rev_|ngg_)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Family();

    // Drupal's kinds of tokens.
    [GeneratedRegex(
        @"^(?:node|site|user|current-user|current-page|term|vocabulary|comment|file|date|current-date|menu-link|menu|view|webform"
        + @"|webform_submission|entity|media|block|random|array|url|book|profile|group|commerce-\w+|nid|fid|image|img|video|asset"
        + @"|insert|node_reference|viewfield|fieldset):[\w:.\-/]+$")]
    private static partial Regex DrupalToken();

    // Joomla, with and without arguments.
    private static readonly HashSet<string> Plugins = new(StringComparer.OrdinalIgnoreCase)
    {
        "loadposition", "loadmodule", "loadmoduleid", "module", "modulepos", "mosimage", "mospagebreak", "jcomments", "mosmap", "rsform",
        "chronoforms", "phocagallery", "phocadownload", "snippet", "admirorgallery", "igallery", "emailcloak", "source", "sliders", "tabs",
        "tab", "slider", "modal", "youtube", "vimeo", "gallery", "rokbox", "jgalleryid", "attachments", "audio", "video", "oziogallery3",
        "becssg", "besps", "besps_c", "xtypo_alert", "readmore", "accordion", "simplepopup", "aridoc", "edocs", "pdf", "include", "literal",
        "foreach", "assign", "capture", "section", "foreachelse", "ldelim", "rdelim", "strip",
    };

    private static readonly HashSet<string> Addresses = new(StringComparer.OrdinalIgnoreCase)
    {
        "embed", "img", "youtube", "vimeo", "video", "audio", "tweet", "twitter", "instagram", "soundcloud", "wpvideo", "dailymotion",
        "gallery", "gist", "iframe", "media",
    };

    private static readonly HashSet<string> Code = new(StringComparer.OrdinalIgnoreCase)
    {
        "code", "sourcecode", "php", "html", "css", "javascript", "js", "sql", "xml", "python", "ruby", "java", "bash", "latex", "pre",
        "cc", "cpp", "csharp", "vb", "perl", "raw", "verbatim", "highlight", "codeblock", "literal", "prism", "crayon",
    };

    /// <summary>Whether a name in brackets is an instruction by itself.</summary>
    public static bool IsShortcode(string name, bool hasAttributes) =>
        Bare.Contains(name) || Family().IsMatch(name) || (hasAttributes && WithAttributes.Contains(name));

    /// <summary>Whether what stands in brackets is a token of Drupal, such as "node:title".</summary>
    public static bool IsToken(string inside) => inside.Length <= 200 && DrupalToken().IsMatch(inside);

    /// <summary>Whether a name in braces is an instruction by itself.</summary>
    public static bool IsPlugin(string name) => Plugins.Contains(name);

    /// <summary>Whether an address between two instructions of that name is all that they are about.</summary>
    public static bool HoldsAddress(string name) => Addresses.Contains(name);

    /// <summary>Whether what stands between two instructions of that name is code.</summary>
    public static bool HoldsCode(string name) => Code.Contains(name);
}
