namespace Recommender.Service.Embed.Integrations;

/// <summary>What is copied into a blog of Blogger.</summary>
internal static class BloggerCode
{
    /// <summary>For the theme, whose expressions Blogger replaces. As XML, for Blogger reads themes as such.</summary>
    public static string ForTheme(string service, string site) => $"""
        <b:if cond='data:view.isPost'>
          <script async='' data-fallback='true' data-site='{site}' expr:data-url='data:post.canonicalUrl ? data:post.canonicalUrl : data:post.url' src='{service}/embed.js'></script>
        </b:if>
        """;

    /// <summary>For an HTML/JavaScript gadget, in which Blogger replaces nothing: it tells pages of posts by their addresses, also with <c>?m=1</c>.</summary>
    public static string ForGadget(string service, string site) => $$"""
        <script>
        if (/^\/\d{4}\/\d\d\/[^\/]+\.html$/.test(location.pathname)) {
          const related = document.createElement('script');
          related.dataset.site = '{{site}}';
          related.dataset.fallback = 'true';
          related.src = '{{service}}/embed.js';
          document.currentScript.after(related);
        }
        </script>
        """;
}
