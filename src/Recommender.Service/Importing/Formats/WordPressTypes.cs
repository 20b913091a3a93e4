namespace Recommender.Service.Importing.Formats;

/// <summary>The kinds of content that WordPress and widespread plugins store besides articles.</summary>
internal static class WordPressTypes
{
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "page", "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "feedback",
        "elementor_library", "elementor_snippet", "et_pb_layout", "et_template", "et_theme_builder", "et_body_layout", "et_header_layout",
        "fusion_template", "fusion_element", "vc_grid_item", "shop_order", "shop_coupon", "product_variation", "mc4wp-form",
        "wpcf7_contact_form", "wpforms", "tablepress_table", "safecss", "jp_pay_order", "jetpack_migration", "ngg_gallery", "ml-slider",
        "ml-slide", "amp_validated_url", "scheduled-action", "rank_math_schema", "wp_block", "wp_template", "wp_template_part",
        "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face",
    };

    private static readonly string[] Prefixes = ["acf-", "wp_", "ae_", "_", "jp_", "popup", "nf_", "oceanwp_"];

    /// <summary>Whether a kind may be articles, and the report names it.</summary>
    public static bool MayBeArticles(string? type) => type is not (null or "post") && !Others.Contains(type)
        && !Prefixes.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal));
}
