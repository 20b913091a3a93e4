using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Text.Templating;

/// <summary>
/// Removes the template syntax of content systems that sources leave in texts: shortcodes of WordPress and Hugo, tags and variables of
/// Liquid, Twig, Nunjucks, Handlebars and ERB, tokens of Drupal, plugins of Joomla, templates of MediaWiki, code in MDX. What stands
/// between two instructions is part of the article and stays. An article about code keeps it: what is in <c>pre</c>, <c>code</c> or a
/// fenced block is not touched, nor are brackets of prose.
/// </summary>
internal static partial class Templates
{
    private static readonly System.Buffers.SearchValues<string> Marks = System.Buffers.SearchValues.Create(
        ["[", "{", "<%", "<?", "<$", "<#", "</#"], StringComparison.Ordinal);

    /// <summary>HTML or plain text without template syntax. Linear in its length.</summary>
    public static string Without(string html)
    {
        var text = html.AsSpan().ContainsAny(Marks) ? new TemplateScan(html, isMarkdown: false).Run() : html;
        return text.Contains("*|", StringComparison.Ordinal) || text.Contains("%%", StringComparison.Ordinal)
            ? OfNewsletters().Replace(text, "") : text;
    }

    /// <summary>Markdown or MDX without template syntax, imports and components. Linear in its length.</summary>
    public static string WithoutInMarkdown(string markdown) => new TemplateScan(markdown, isMarkdown: true).Run();

    // Names of fields that a newsletter fills in: "*|ARCHIVE|*" of Mailchimp, "%%web_url%%" of Substack.
    [GeneratedRegex(@"\*\|[A-Z][A-Z0-9_:]{1,60}\|\*|%%[a-z]+(?:_[a-z]+)+%%", RegexOptions.NonBacktracking)]
    private static partial Regex OfNewsletters();
}
