namespace Recommender.Service.Tests.Importing.Folders;

/// <summary>Folders of site generators: addresses by the site's own configuration, and what is not an article.</summary>
public sealed class BuiltSiteTests
{
    [Theory]
    [InlineData("", "content/news/The Long_Wall.md", "title: Wall", "news/the-long_wall/")]
    [InlineData("", "content/news/wall/index.md", "title: Wall", "news/wall/")]
    [InlineData("", "content/news/wall/index.md", "title: Wall\nslug: Big Wall", "news/big-wall/")]
    [InlineData("", "content/news/wall.md", "title: Wall\nurl: /a/b.html", "a/b.html")]
    [InlineData("", "content/news/wall.md", "title: Wall\nurl: a/b", "a/b/")]
    [InlineData("uglyURLs = true", "content/news/wall.md", "title: Wall", "news/wall.html")]
    [InlineData("disablePathToLower = true", "content/news/Wall.md", "title: Wall", "news/Wall/")]
    [InlineData("removePathAccents = true", "content/news/Mauer für Öl.md", "title: Wall", "news/mauer-fur-ol/")]
    [InlineData("", "content/news/Mauer für Öl.md", "title: Wall", "news/mauer-für-öl/")]
    [InlineData("[permalinks]\nnews = '/:year/:month/:day/:slug/'", "content/news/wall.md", "title: 'The wall, 2.0 & more!'",
        "2026/01/31/the-wall-2.0-more/")]
    [InlineData("[permalinks]\nnews = '/:year/:slug/'", "content/news/wall.md", "title: Wall\nslug: high-wall", "2026/high-wall/")]
    [InlineData("[permalinks]\nnews = '/:year/:slugorfilename'", "content/news/wall.md", "title: Tall wall", "2026/wall/")]
    [InlineData("[permalinks]\nnews = '/:section/:yearday/:monthname/:weekdayname/:filename'", "content/news/wall/index.md", "title: T",
        "news/31/january/saturday/wall/")]
    [InlineData("[permalinks]\nnews = '/n/:sections[1:]/:contentbasename'", "content/news/local/harbour/wall.md", "title: T",
        "n/local/wall/")]
    [InlineData("[permalinks.page]\nnews = '/p/:title'", "content/news/wall.md", "title: Ça va?", "p/ça-va/")]
    [InlineData("defaultContentLanguage = 'en'\n[languages.en]\nweight = 1\n[languages.fr]\nweight = 2", "content/news/wall.fr.md",
        "title: T",
        "fr/news/wall/")]
    [InlineData("defaultContentLanguage = 'en'\n[languages.en]\nweight = 1\n[languages.fr]\ncontentDir = 'french'", "french/news/wall.md",
        "title: T", "fr/news/wall/")]
    [InlineData("defaultContentLanguageInSubdir = true\n[languages.en]\nweight = 1", "content/news/wall.md", "title: T", "en/news/wall/")]
    public async Task Hugo_addresses_follow_its_configuration(string settings, string file, string fields, string path)
    {
        await using var workshop = new Workshop();
        workshop.Write("site/hugo.toml", $"baseURL = 'https://courier.example/'\n{settings}\n");
        workshop.Write("site/content/news/local/_index.md", "---\ntitle: Local\n---\n");
        workshop.Write($"site/{file}", $"---\n{fields}\ndate: 2026-01-31T23:30:00-05:00\n---\n{Samples.Body}");

        await workshop.ImportAsync(Path.Combine(workshop.Folder, "site"));

        Assert.Equal($"https://courier.example/{path}", Uri.UnescapeDataString(Assert.Single(await workshop.StoredAsync()).Url!));
    }

    [Theory]
    [InlineData("", "_posts/2026-01-31-High-Wall.md", "title: T", "2026/01/31/High-Wall.html")]
    [InlineData("permalink: pretty", "_posts/2026-01-31-wall.md", "categories: [Local News, 'Harbour']",
        "local%20news/harbour/2026/01/31/wall/")]
    [InlineData("permalink: ordinal", "harbour/_posts/2026-01-31-wall.md", "category: a b", "harbour/a%20b/2026/031/wall.html")]
    [InlineData("permalink: none", "_posts/2026-01-31-wall.md", "categories: one two", "one/two/wall.html")]
    [InlineData("permalink: /:year/:i_month/:short_year/:slug/", "_posts/2026-01-31-Wall_2.0.md", "title: T", "2026/1/26/wall-2-0/")]
    [InlineData("permalink: /:slugified_categories/:title", "_posts/2026-01-31-été.md", "categories: ['À la Une!']", "à-la-une/été")]
    [InlineData("timezone: Europe/Berlin", "_posts/2026-01-30-wall.md", "date: 2026-01-31 23:30:00", "2026/02/01/wall.html")]
    [InlineData("", "_posts/2026-01-30-wall.md", "permalink: /x/:title/", "x/wall/")]
    [InlineData("", "_posts/2026-01-30-wall.md", "slug: 'Big Wall'", "2026/01/30/Big-Wall.html")]
    [InlineData("collections:\n  guides:\n    output: true", "_guides/walls/high.md", "title: T", "guides/walls/high.html")]
    [InlineData("collections:\n  guides:\n    output: true\n    permalink: /g/:name/", "_guides/High_Wall.md", "title: T", "g/high-wall/")]
    [InlineData("baseurl: /paper\npermalink: pretty", "_posts/2026-01-30-wall.md", "title: T", "paper/2026/01/30/wall/")]
    [InlineData("defaults:\n- scope: {path: '', type: posts}\n  values: {permalink: '/d/:title'}", "_posts/2026-01-30-wall.md",
        "title: T", "d/wall")]
    public async Task Jekyll_addresses_follow_its_configuration(string settings, string file, string fields, string path)
    {
        await using var workshop = new Workshop();
        workshop.Write("site/_config.yml", $"url: https://courier.example\n{settings}\n");
        workshop.Write($"site/{file}", $"---\n{fields}\n---\n{Samples.Body}");

        await workshop.ImportAsync(Path.Combine(workshop.Folder, "site"));

        Assert.Equal(Uri.UnescapeDataString($"https://courier.example/{path}"),
            Uri.UnescapeDataString(Assert.Single(await workshop.StoredAsync()).Url!));
    }

    [Fact]
    public async Task Files_that_are_not_articles_of_a_site_are_left_out_with_the_reason()
    {
        await using var workshop = new Workshop();
        workshop.Write("site/hugo.yaml", "baseURL: https://courier.example/\n");
        workshop.Write("site/README.md", "# About this repository");
        workshop.Write("site/package.json", "{\n\"name\": \"site\"\n}");
        workshop.Write("site/layouts/list.html", "<html><body>{{ .Title }}</body></html>");
        workshop.Write("site/static/logo.png", "x");
        workshop.Write("site/content/_index.md", "---\ntitle: Home\n---\n");
        workshop.Write("site/content/about.md", "---\ntitle: About\n---\nWho we are.");
        workshop.Write("site/content/news/draft.md", "---\ntitle: Later\ndraft: true\n---\nNot yet.");
        workshop.Write("site/content/news/gone.md", "---\ntitle: Gone\nexpiryDate: 2020-01-01\n---\nNo more.");
        workshop.Write("site/content/news/part.md", "---\ntitle: Part\nbuild:\n  render: never\n---\nA part.");
        workshop.Write("site/content/news/hidden.md", "---\ntitle: Hidden\nnoindex: true\n---\nHidden.");
        workshop.Write("site/content/news/wall/index.md", "---\ntitle: Wall\ndate: 2026-01-31\ncover: {image: wall.jpg}\n---\nWall.");
        workshop.Write("site/content/news/wall/wall.jpg", "x");
        workshop.Write("site/content/news/wall/note.md", "---\ntitle: Note\n---\nNote.");

        var report = await workshop.ImportAsync(Path.Combine(workshop.Folder, "site"));

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("Wall", "news", "https://courier.example/news/wall/wall.jpg"), (article.Title, article.Section, article.Image));
        Assert.Equal(
        [
            "has expired", "is a draft", "is a list page", "is a page of the site, not an article: it is in no section and has no date",
            "is a part of another page", "is marked noindex", "is not shown as a page of its own",
        ], report.SkippedItems.Select(item => item.Reason).Order(StringComparer.Ordinal));
        Assert.Contains(report.Notes, note => note.EndsWith("2 of 14 files were left out: they are pictures, styles, programs and the like",
            StringComparison.Ordinal));
        Assert.Empty(report.Errors);
    }

    [Fact]
    public async Task Jekyll_fields_come_from_front_matter_defaults_folders_and_data()
    {
        await using var workshop = new Workshop();
        workshop.Write("site/_config.yml",
            "url: https://courier.example\ndefaults:\n- scope: {path: ''}\n  values: {author: ada, image: /img/wall.png}\n");
        workshop.Write("site/_data/authors.yml", "ada:\n  name: Ada Quill\n");
        workshop.Write("site/harbour/_posts/2026-01-31-the-old-wall.md",
            "---\ntags: storm sea\nredirect_from: [/wall.html]\nexcerpt: High water\n---\nThe sea came over the wall.");
        workshop.Write("site/_drafts/later.md", "---\ntitle: Later\n---\nNot yet.");

        var report = await workshop.ImportAsync(Path.Combine(workshop.Folder, "site"));

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("The Old Wall", "Ada Quill", "harbour", "High water"),
            (article.Title, article.Author, article.Section, article.Summary));
        Assert.Equal(["storm", "sea"], article.Tags);
        Assert.Equal("https://courier.example/img/wall.png", article.Image);
        Assert.Equal("is a draft", Assert.Single(report.SkippedItems).Reason);
    }

    [Theory]
    [InlineData("src/content/blog/High Wall.md", "title: T", "https://courier.example/blog/high-wall/")]
    [InlineData("src/content/blog/wall.mdx", "title: T\nslug: old-wall", "https://courier.example/blog/old-wall/")]
    [InlineData("src/pages/posts/wall.md", "title: T\npubDate: 2026-01-31", "https://courier.example/posts/wall/")]
    public async Task Astro_addresses_follow_the_page_that_shows_a_collection(string file, string fields, string address)
    {
        await using var workshop = new Workshop();
        workshop.Write("site/astro.config.mjs", "export default defineConfig({ site: 'https://courier.example' });");
        workshop.Write("site/src/pages/blog/[...slug].astro", "const posts = await getCollection('blog');");
        workshop.Write($"site/{file}", $"---\n{fields}\n---\n{Samples.Body}");

        await workshop.ImportAsync(Path.Combine(workshop.Folder, "site"));

        Assert.Equal(address, Assert.Single(await workshop.StoredAsync()).Url);
    }

    [Theory]
    [InlineData("title: T\ndate: 2026-01-31", "", "https://courier.example/news/wall/")]
    [InlineData("title: T\npermalink: '/a/{{ page.fileSlug }}.html'", "", "https://courier.example/a/wall.html")]
    [InlineData("title: Old Wall", "{\"permalink\": \"/{{ page.date | date: '%Y/%m' }}/{{ title | slugify }}/\"}",
        "https://courier.example/2026/01/old-wall/")]
    [InlineData("title: T\npermalink: '/{{ program() }}/'", "", null)]
    public async Task Eleventy_addresses_need_the_sites_address(string fields, string data, string? address)
    {
        await using var workshop = new Workshop(("Recommender:Sites:default:Address", "https://courier.example"));
        workshop.Write("site/.eleventy.js", "module.exports = () => ({ dir: { input: 'src' } });");
        workshop.Write("site/src/news/2026-01-31-wall.md", $"---\n{fields}\n---\n{Samples.Body}");
        workshop.Write("site/src/news/news.json", data.Length == 0 ? "{}" : data);

        await workshop.ImportAsync(Path.Combine(workshop.Folder, "site"));

        Assert.Equal(address, Assert.Single(await workshop.StoredAsync()).Url);
    }
}
