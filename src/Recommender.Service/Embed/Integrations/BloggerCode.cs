namespace Recommender.Service.Embed.Integrations;

/// <summary>The code to copy into a Blogger blog.</summary>
internal static class BloggerCode
{
    /// <summary>Code for the theme, in which Blogger evaluates expressions. It is XML, because Blogger parses themes as XML.</summary>
    public static string ForTheme(string service, string site) => $"""
        <b:if cond='data:view.isPost'>
          <script async='' data-fallback='true' data-site='{site}'
            expr:data-url='data:post.canonicalUrl ? data:post.canonicalUrl : data:post.url' src='{service}/embed.js'></script>
        </b:if>
        """;

    /// <summary>
    /// Code for an HTML/JavaScript gadget, in which Blogger evaluates nothing. It recognises post pages by their addresses, also with
    /// <c>?m=1</c>.
    /// </summary>
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
