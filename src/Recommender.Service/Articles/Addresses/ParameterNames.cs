using System.Collections.Frozen;

namespace Recommender.Service.Articles.Addresses;

/// <summary>Query parameters by what systems in wide use mean by them.</summary>
internal static class ParameterNames
{
    private static readonly FrozenSet<string> s_noise = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        // advertising and campaigns
        "srsltid", "gad_source", "gad_campaignid", "gclsrc", "ttclid", "twclid", "li_fat_id", "_bhlid", "mibextid", "igsh", "rdt_cid",
        "scid", "epik", "wickedid", "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "rb_clickid", "s_cid", "s_kwcid", "ef_id",
        "trk", "trkcampaign", "ml_subscriber", "ml_subscriber_hash", "ck_subscriber_id", "mkwid", "pcrid", "cx_testid", "cx_testvariant",
        "cx_artpos", "bbeml", "elqtrackid", "elqtrack", "sc_campaign", "sc_channel", "sc_content", "sc_outcome", "wt_mc", "wtrid",
        "ocid", "cid_source", "campaign_id", "mod", "partner", "emc", "cmpid", "ito", "ns_campaign", "ns_mchannel", "ns_source",
        "__twitter_impression", "soc_src", "soc_trk", "fromrss", "guccounter", "guce_referrer", "guce_referrer_sig",
        "hsctatracking", "action_object_map", "action_type_map", "action_ref_map",
        "redirect_log_mongo_id", "redirect_mongo_id", "sb_referer_host", "xtref", "ftag", "tag_source", "zanpid", "zarsrc",
        // views of the same page
        "replytocom", "print", "printable", "printversion", "share", "noamp", "nonamp", "amp_markup", "usqp", "preview_theme", "unapproved",
        "moderation-hash", "cpage", "nocache", "cachebust", "fb_locale", "fontsize", "_x_tr_pto",
        // sessions
        "phpsessid", "jsessionid", "aspsessionid", "sessionid", "session_id", "zenid", "oscsid");

    private static readonly string[] s_noiseBeginnings =
    [
        "utm_", "pk_", "mtm_", "piwik_", "matomo_", "fb_", "hsa_", "_hs", "at_", "_x_tr_", "stm_", "itm_", "int_cmp", "aff_", "ga_", "gs_",
    ];

    private static readonly FrozenSet<string> s_choosing = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "p", "id", "page_id", "pageid", "post", "post_id", "postid", "article", "articleid", "article_id", "articlekey", "artikel", "aid",
        "nid", "story", "storyid", "story_id", "news", "newsid", "news_id", "newsitem", "item", "itemid", "item_id", "doc", "docid",
        "document", "node", "nodeid", "entry", "entryid", "entry_id", "slug", "url", "uri", "guid", "uuid", "content", "contentid",
        "content_id", "attachment_id", "tid", "topic", "thread", "threadid", "recordid", "idarticle", "id_article", "idnews", "noticia",
        "pid");

    private static readonly string[] s_scripts =
        [".php", ".asp", ".aspx", ".jsp", ".do", ".cgi", ".pl", ".cfm", ".dll", ".exe", ".nsf", ".ashx", ".phtml", ".php3", ".php5"];

    /// <summary>Whether no system chooses an article by it.</summary>
    public static bool IsNoise(ReadOnlySpan<char> name)
    {
        foreach (var beginning in s_noiseBeginnings)
        {
            if (name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return s_noise.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
    }

    /// <summary>Whether systems choose an article by it, or by others of this name.</summary>
    public static bool Chooses(ReadOnlySpan<char> name) => s_choosing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>Whether a path, with or without its host, is of a program or the home page: then the query chooses what it shows.</summary>
    public static bool IsProgram(ReadOnlySpan<char> path)
    {
        if (!path.Contains('/'))
        {
            return true;
        }

        foreach (var ending in s_scripts)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
