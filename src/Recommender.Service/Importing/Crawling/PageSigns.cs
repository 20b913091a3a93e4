using System.Collections.Frozen;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Crawling;

/// <summary>The signs of a page for and against being an article. Their weights are log odds by judgement.</summary>
internal static class PageSigns
{
    public const string Front = "is a front page";
    public const string Hidden = "asks not to be found (noindex)";
    public const string Copy = "names another page as its original";
    public const string List = "is a list of articles";
    public const string Service = "is a page of the service, by its address";
    public const string Page = "calls itself a page, not an article";

    private static readonly FrozenSet<string> ListTypes = FrozenSet.ToFrozenSet(
        ["CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage", "ImageGallery", "DataCatalog"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> PageTypes = FrozenSet.ToFrozenSet(
        ["AboutPage", "ContactPage", "CheckoutPage", "FAQPage", "LoginAction", "RegisterAction"], StringComparer.Ordinal);

    // WordPress, Ghost, Drupal, Blogger, TYPO3, Joomla and common themes.
    private static readonly FrozenSet<string> ArticleClasses = FrozenSet.ToFrozenSet(
        ["single", "single-post", "postid-#", "post-template", "node-type-article", "page-node-type-article", "node--type-article",
            "node-type-blog", "page-node-type-blog", "node-type-blog-post", "page-node-type-blog-post", "node-type-story", "node-type-news",
            "page-node-type-news", "page-node-type-story", "item-view", "view-article", "layout--post", "layout-post", "post-layout",
            "article-page", "is-post", "single-article", "post-single", "kind-page"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> ListClasses = FrozenSet.ToFrozenSet(
        ["archive", "category", "tag", "author", "search", "search-results", "search-no-results", "date", "blog", "tax", "tag-template",
            "author-template", "archive-template", "home-template", "paged", "index-view", "archive-view", "path-taxonomy",
            "path-frontpage",
            "page-taxonomy", "page-taxonomy-term", "post-type-archive", "term-archive", "layout--archive", "layout--home", "view-category",
            "view-featured", "kind-term", "kind-taxonomy", "kind-section", "kind-home", "list", "list-page"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> PageClasses = FrozenSet.ToFrozenSet(
        ["page", "page-template", "page-template-default", "page-id-#", "node-type-page", "page-node-type-page", "node--type-page",
            "page-node-type-webform", "node-type-webform", "path-user", "page-user", "static_page", "error#", "layout--page", "layout-page",
            "attachment", "single-attachment", "single-product", "path-contact"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Always =
        FrozenSet.ToFrozenSet([Front, List + ", by its address", Service], StringComparer.Ordinal);

    /// <summary>A sign that counts even if most pages of a site have it.</summary>
    public static bool IsAlways(string name) => Always.Contains(name);

    /// <summary>Whether a schema.org type is that of an article.</summary>
    public static bool IsArticleType(string type) => type.EndsWith("Article", StringComparison.Ordinal) || type is "BlogPosting" or "Report"
        or "LiveBlogPosting" or "SocialMediaPosting" or "Recipe" or "Review" or "Question" or "NewsArticle";

    public static IEnumerable<(string Name, double Weight)> Of(
        PageAddress address, PageFacts facts, IReadOnlySet<string> parents, IReadOnlySet<string> folders) =>
        OfAddress(address, parents, folders).Concat(OfMarkup(facts)).Concat(OfText(facts)).Append(("any page", 1));

    /// <summary>What is compared: each names its group and a value.</summary>
    public static IEnumerable<string> Features(PageAddress address, PageFacts facts)
    {
        var traits = facts.Traits;
        yield return $"folder {address.Folder}";
        yield return $"top {address.Top}";
        yield return $"depth {Math.Min(address.Parts.Count, 6)}";
        yield return $"words {Bucket(address.Words, 1, 2, 4)}";
        yield return $"date {facts.HasDate} {traits.StatesDate}";
        yield return $"author {facts.HasAuthor}";
        yield return $"template {traits.OgType}|{string.Join(',', traits.Types.Order(StringComparer.Ordinal).Take(8))}";
        yield return $"times {Bucket(traits.Times, 0, 1, 4)}";
        yield return $"articles {Bucket(traits.Articles, 0, 1, 3)}";
        yield return $"teasers {Bucket(traits.Teasers, 0, 2, 6)}";
        yield return $"text {Bucket(facts.Text, 150, 500, 1500)}";
        yield return $"linked {Bucket((int)(100 * Density(traits)), 10, 25, 50)}";
        // Each class is a template's; a few say the same, so each counts little.
        foreach (var name in traits.Classes)
        {
            yield return $"class {name}";
        }
    }

    /// <summary>How much of its weight a feature has: those of one group often say the same.</summary>
    public static double Share(string feature) => feature.Split(' ', 2)[0] switch
    {
        "class" => 0.25, "template" => 0.8, "folder" => 0.7, "date" => 0.7, _ => 0.35,
    };

    private static IEnumerable<(string Name, double Weight)> OfAddress(
        PageAddress address, IReadOnlySet<string> parents, IReadOnlySet<string> folders)
    {
        if (address.IsFront)
        {
            yield return (Front, -9);
        }

        if (address.NamesList)
        {
            yield return (List + ", by its address", -3.5);
        }

        if (address.NamesService)
        {
            yield return (Service, address.Parts.Count <= 2 ? -4 : -2);
        }

        if (address.MayNameList)
        {
            yield return ("may be a list, by its address", -1);
        }

        if (parents.Contains(string.Join('/', address.Parts)))
        {
            yield return (List + ", by the pages below it", -2.5);
        }

        if (address.HasDate && !address.Parts.All(part => part.All(char.IsAsciiDigit)))
        {
            yield return ("dated address", 2);
        }

        if (folders.Contains(address.Folder))
        {
            yield return ("beside articles of the feed", address.Folder.Length > 1 ? 2 : 0.5);
        }

        if (address.Words >= 4)
        {
            yield return ("address in words", 1);
        }

        if (address.HasNumber)
        {
            yield return ("numbered address", 0.7);
        }
    }

    private static IEnumerable<(string Name, double Weight)> OfMarkup(PageFacts facts)
    {
        var traits = facts.Traits;
        var statesArticle = traits.Types.Any(IsArticleType);
        if (traits.NoIndex)
        {
            yield return (Hidden, -9);
        }

        if (traits.Original is not null)
        {
            yield return (Copy, -9);
        }

        var articleTypes = traits.Types.Count(IsArticleType);
        if (statesArticle)
        {
            // A list may describe each of its articles.
            yield return ("states that it is an article", traits.Types.Any(ListTypes.Contains) ? 0.5 : articleTypes > 0 ? 3 : 0);
        }

        if (traits.Types.Any(ListTypes.Contains) && !statesArticle)
        {
            yield return (List, -5);
        }

        if (traits.Types.Any(PageTypes.Contains) && !statesArticle)
        {
            yield return (Page, -4);
        }

        if (traits.OgType is { } og)
        {
            yield return og == "article" ? ("og:type article", 1.5) : ($"is of the type {og}", og is "profile" or "product" ? -3 : -1.5);
        }

        var isArticleClass = traits.Classes.Any(ArticleClasses.Contains);
        if (isArticleClass)
        {
            yield return ("class of an article", 3);
        }
        else if (traits.Classes.Any(ListClasses.Contains))
        {
            yield return (List + ", by its template", -3.5);
        }
        else if (traits.Classes.Any(PageClasses.Contains))
        {
            yield return (Page + ", by its template", -3);
        }

        if (facts.HasDate || traits.StatesDate)
        {
            yield return ("dated", traits.StatesDate ? 2 : 1.2);
        }

        if (facts.HasAuthor)
        {
            yield return ("author", 0.5);
        }
    }

    private static IEnumerable<(string Name, double Weight)> OfText(PageFacts facts)
    {
        var traits = facts.Traits;
        if (traits.AsksPassword && facts.Text < 500)
        {
            yield return ("asks for a password", -3);
        }

        var perTeaser = traits.Text / Math.Max(1, traits.Teasers);
        if (traits.Articles >= 3 || (traits.Teasers >= 3 && perTeaser < 500))
        {
            yield return (List + ", by its headings", traits.Teasers >= 3 || traits.Articles >= 3 ? -2 : 0);
        }

        if (Density(traits) > 0.5 && traits.Linked > 200)
        {
            yield return (List + ", by its links", -2);
        }

        if (facts.Text < 80)
        {
            yield return ("has hardly any text", -0.9);
        }
        else if (facts.Text < 250)
        {
            yield return ("has little text", -0.4);
        }
        else if (facts.Text > 900)
        {
            yield return ("long text", 0.8);
        }

        if (traits.Articles == 1)
        {
            yield return ("one article element", 1);
        }
    }

    private static double Density(PageTraits traits) => traits.Linked / (double)Math.Max(1, traits.Linked + traits.Text);

    private static int Bucket(int value, params ReadOnlySpan<int> bounds)
    {
        var at = 0;
        while (at < bounds.Length && value > bounds[at])
        {
            at++;
        }

        return at;
    }
}
