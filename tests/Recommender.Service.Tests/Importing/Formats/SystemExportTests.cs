using Recommender.Service.Articles;
using Recommender.Service.Importing;

namespace Recommender.Service.Tests.Importing.Formats;

/// <summary>Exports and interfaces of publishing systems.</summary>
public sealed class SystemExportTests
{
    private const string Ghost = """
        {"db":[{"meta":{"version":"5.80.0"},"data":{"posts":[
        {"id":"g1","title":"Wall","slug":"wall","html":"<p>See <a href=\"__GHOST_URL__/flood/\">the flood</a>.</p>","type":"post",
         "status":"published","visibility":"paid","feature_image":"__GHOST_URL__/content/images/w.jpg",
         "published_at":"2026-01-31T08:00:00.000Z",
         "custom_excerpt":"High water"},
        {"id":"g2","title":"Flood","slug":"flood","html":null,"type":"post","status":"published","visibility":"public",
         "published_at":"2026-01-30T08:00:00.000Z",
         "lexical":"{\"root\":{\"children\":[{\"type\":\"paragraph\",\"children\":[{\"type\":\"text\",\"text\":\"Water & wind.\"}]}]}}"},
        {"id":"g3","title":"Storm","slug":"storm","type":"post","status":"published","published_at":"2026-01-29T08:00:00.000Z",
         "mobiledoc":"{\"version\":\"0.3.1\",\"cards\":[],\"sections\":[[1,\"p\",[[0,[],0,\"A storm came.\"]]]]}"},
        {"id":"g4","title":"About","slug":"about","type":"page","status":"published","html":"<p>Us</p>"},
        {"id":"g5","title":"Later","slug":"later","type":"post","status":"draft","html":"<p>Soon</p>"},
        {"id":"g6","title":"Letter","slug":"letter","type":"post","status":"sent","html":"<p>Dear reader</p>"}],
        "tags":[{"id":"t1","name":"Sea"},{"id":"t2","name":"#internal"},{"id":"t3","name":"Storms"}],
        "posts_tags":[{"post_id":"g1","tag_id":"t3","sort_order":1},{"post_id":"g1","tag_id":"t1","sort_order":0},
         {"post_id":"g1","tag_id":"t2","sort_order":2}],
        "users":[{"id":"u1","name":"Ada Quill"},{"id":"u2","name":"Ben Marl"}],
        "posts_authors":[{"post_id":"g1","author_id":"u2","sort_order":1},{"post_id":"g1","author_id":"u1","sort_order":0}]}}]}
        """;

    private const string Drupal = """
        {"jsonapi":{"version":"1.0"},"data":[{"type":"node--article","id":"d1","attributes":{"title":"Wall","status":true,"langcode":"en",
        "created":"2026-01-31T08:00:00+00:00","changed":"2026-02-01T08:00:00+00:00","path":{"alias":"/news/wall"},
        "body":{"value":"raw","processed":"<p>The wall.</p>","summary":"High water"}},
        "relationships":{"uid":{"data":{"type":"user--user","id":"u"}},"field_tags":{"data":[{"type":"taxonomy_term--tags","id":"t"}]},
        "field_section":{"data":{"type":"taxonomy_term--sections","id":"s"}},"field_media":{"data":{"type":"media--image","id":"m"}}}},
        {"type":"node--article","id":"d2","attributes":{"title":"Draft","status":false,"body":null}},
        {"type":"node--page","id":"d3","attributes":{"title":"About","status":true}}],
        "included":[{"type":"user--user","id":"u","attributes":{"display_name":"Ada Quill"}},
        {"type":"taxonomy_term--tags","id":"t","attributes":{"name":"storm"}},
        {"type":"taxonomy_term--sections","id":"s","attributes":{"name":"Harbour"}},
        {"type":"media--image","id":"m","relationships":{"field_media_image":{"data":{"type":"file--file","id":"f"}}}},
        {"type":"file--file","id":"f","attributes":{"uri":{"value":"public://w.jpg","url":"/files/w.jpg"}}}],
        "links":{"self":{"href":"https://courier.example/jsonapi/node/article"}}}
        """;

    private const string Arc = """
        {"_id":"A1","type":"story","headlines":{"basic":"Wall"},"canonical_url":"/news/wall/","display_date":"2026-01-31T08:00:00Z",
        "description":{"basic":"High water"},"content_elements":[{"type":"text","content":"The wall."},{"type":"header","content":"After"},
        {"type":"list","items":[{"type":"text","content":"One stone"}]},{"type":"raw_html","content":"<p>More.</p>"}],
        "taxonomy":{"primary_section":{"name":"Harbour"},"tags":[{"text":"storm"}]},
        "credits":{"by":[{"name":"Ada Quill"},{"name":"Ben Marl"}]},
        "promo_items":{"basic":{"type":"image","url":"https://courier.example/w.jpg"}},"content_restrictions":{"content_code":"premium"}}
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_export_of_Ghost_is_read_with_the_sites_address(bool isOneLine)
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("ghost.json", isOneLine ? Ghost.ReplaceLineEndings(" ") : "{\n" + Ghost[1..]);

        var report = await workshop.ImportAsync(new ImportOptions { Address = "https://courier.example" }, file);

        var articles = (await workshop.StoredAsync()).ToDictionary(article => article.SourceId);
        Assert.Equal(["g1", "g2", "g3"], articles.Keys.Order());
        var wall = articles["g1"];
        Assert.Equal(("https://courier.example/wall/", "High water", "Ada Quill, Ben Marl", "Sea"),
            (wall.Url, wall.Summary, wall.Author, wall.Section));
        Assert.Equal((ArticleAccess.Paywalled, "https://courier.example/content/images/w.jpg"), (wall.Access, wall.Image));
        Assert.Equal(["Storms"], wall.Tags);
        Assert.Equal(("Water & wind.", "A storm came."), (articles["g2"].Text, articles["g3"].Text));
        Assert.Equal(["is a page, not a post", "is a draft", "was only sent by mail"], report.SkippedItems.Select(item => item.Reason));
    }

    [Theory]
    [InlineData("nonMember:false memberSegment:\\\"status:free\\\"", "Low tide.High tide.")]
    [InlineData("nonMember:true memberSegment:\\\"\\\"", "Low tide.Nets.High tide.")]
    public async Task Blocks_for_members_of_a_public_post_of_Ghost_are_left_out(string gate, string text)
    {
        var html = $"<p>Low tide.</p><!--kg-gated-block:begin {gate} --><p>Nets.</p><!--kg-gated-block:end--><p>High tide.</p>";

        Assert.Equal(text, await PostAsync($"\"html\":\"{html}\""));
    }

    [Theory]
    [InlineData("{\"web\":{\"nonMember\":false,\"memberSegment\":\"status:free\"}}", "Low tide.")]
    [InlineData("{\"web\":{\"nonMember\":true}}", "Low tide.Nets.")]
    [InlineData("{\"showOnEmail\":true,\"showOnWeb\":false}", "Low tide.")]
    [InlineData("null", "Low tide.Nets.")]
    public async Task Cards_for_members_or_mails_are_left_out(string visibility, string text)
    {
        var lexical = "{\"root\":{\"children\":[{\"type\":\"paragraph\",\"children\":[{\"text\":\"Low tide.\"}]},"
            + $"{{\"type\":\"html\",\"html\":\"<p>Nets.</p>\",\"visibility\":{visibility}}}]}}}}";

        Assert.Equal(text, await PostAsync($"\"lexical\":{System.Text.Json.JsonSerializer.Serialize(lexical)}"));
    }

    [Fact]
    public async Task Without_the_sites_address_the_report_says_so()
    {
        await using var workshop = new Workshop();

        var report = await workshop.ImportAsync(workshop.Write("ghost.json", Ghost));

        Assert.All(await workshop.StoredAsync(), article => Assert.Null(article.Url));
        Assert.Contains(report.Notes, note =>
            note.Contains("have no URL, because the site's address is not known", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Drupals_interface_is_read_with_what_it_includes()
    {
        await using var workshop = new Workshop();

        await workshop.ImportAsync(workshop.Write("drupal.json", Drupal));

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("https://courier.example/news/wall", "Wall", "The wall.", "High water"),
            (article.Url, article.Title, article.Text, article.Summary));
        Assert.Equal(("Ada Quill", "Harbour", "https://courier.example/files/w.jpg"), (article.Author, article.Section, article.Image));
        Assert.Equal(["storm"], article.Tags);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("[{0}]")]
    [InlineData("{{\"content_elements\":[{0}],\"count\":1}}")]
    public async Task A_story_of_Arc_is_read_alone_in_a_list_and_from_its_interface(string around)
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("arc.json", string.Format(System.Globalization.CultureInfo.InvariantCulture, around, Arc));

        await workshop.ImportAsync(new ImportOptions { Address = "https://courier.example/" }, file);

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("https://courier.example/news/wall/", "Wall", "Harbour", "Ada Quill, Ben Marl"),
            (article.Url, article.Title, article.Section, article.Author));
        Assert.Equal("The wall.\nAfter\nOne stone\nMore.", article.Text);
        Assert.Equal(ArticleAccess.Paywalled, article.Access);
    }

    [Theory]
    [InlineData("a.json", "{\"name\": \"x\"}", "read are: JSON Feed, exports and Content API of Ghost")]
    [InlineData("a.json", "{\n  \"uri\": \"urn:1\",\n  \"headline\": \"Wall\"\n}", "is JSON without articles of a known kind")]
    [InlineData("a.json", "[{\"name\": \"x\"}]", "is JSON without articles of a known kind")]
    [InlineData("a.xml", "<?xml version=\"1.0\"?><newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><html/></newsItem>", "NewsML")]
    [InlineData("a.xml", "<?xml version=\"1.0\"?><nitf><body><body.content/></body></nitf>", "is NITF")]
    [InlineData("a.txt", "AUTHOR: Ada\nTITLE: Wall\n-----\nBODY:\nWall\n-----\n--------\n", "is an export of Movable Type")]
    [InlineData("a.bin", "nothing known", "supported formats: RSS, Atom")]
    public async Task A_file_of_no_known_kind_is_an_error_alone_and_an_entry_in_a_folder(string name, string text, string reason)
    {
        await using var workshop = new Workshop();
        var file = workshop.Write($"folder/{name}", text);
        workshop.Write("folder/b.jsonl", Samples.Line("b"));

        Assert.Contains(reason, await workshop.FailureAsync(file), StringComparison.Ordinal);
        var report = await workshop.ImportAsync(Path.GetDirectoryName(file)!);

        Assert.Equal((1, 1, 0), (report.New, report.Skipped, report.Errors.Count));
    }

    [Fact]
    public async Task Columns_of_Wix_and_Beehiiv_are_read()
    {
        await using var workshop = new Workshop(("Recommender:Sites:default:Address", "https://courier.example"));
        var wix = workshop.Write("wix.csv",
            "ID,Title,Excerpt,Cover Image,Plain Content,Published Date,Slug,Categories,Tags,Post Page URL\n"
            + "1,Wall,High,wix:image://v1/ab.jpg/c.jpg,The wall.,2026-01-31T10:00:00Z,"
            + "wall,\"[\"\"Sea\"\"]\",\"[\"\"storm\"\"]\",/post/wall\n");
        var beehiiv = workshop.Write("beehiiv.csv",
            "id,web_title,status,audience,url,content_html,created_at\n"
            + "2,Flood,confirmed,premium,https://courier.example/p/flood,<p>It rose.</p>,"
            + "2026-01-30T10:00:00Z\n3,Later,draft,free,https://courier.example/p/later,<p>x</p>,2026-01-30T10:00:00Z\n");

        await workshop.ImportAsync(wix, beehiiv);

        var articles = (await workshop.StoredAsync()).ToDictionary(article => article.SourceId);
        Assert.Equal(("Wall", "The wall.", "Sea", "https://courier.example/post/wall", "https://static.wixstatic.com/media/ab.jpg"),
            (articles["1"].Title, articles["1"].Text, articles["1"].Section, articles["1"].Url, articles["1"].Image));
        Assert.Equal(["storm"], articles["1"].Tags);
        Assert.Equal(("Flood", "It rose.", ArticleAccess.Paywalled), (articles["2"].Title, articles["2"].Text, articles["2"].Access));
        Assert.Equal(2, articles.Count);
    }

    // The lines of the only article of an export of Ghost with this content, joined.
    private static async Task<string> PostAsync(string content)
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("ghost.json",
            "{\"db\":[{\"data\":{\"posts\":[{\"id\":\"g\",\"title\":\"Tide\",\"slug\":\"tide\",\"status\":\"published\","
            + $"\"visibility\":\"public\",\"published_at\":\"2026-01-31T08:00:00Z\",{content}}}]}}}}]}}"));
        return Assert.Single(await workshop.StoredAsync()).Text.Replace("\n", "", StringComparison.Ordinal);
    }
}
