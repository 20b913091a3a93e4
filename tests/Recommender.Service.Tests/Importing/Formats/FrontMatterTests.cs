using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Importing.Formats;

public sealed class FrontMatterTests
{
    private const string Yaml = """
        ---
        # what the theme needs
        layout: post
        title: "Ferry: the night boat is back"
        published: true
        date: 2026-01-31 18:30:00 +0100
        categories: [Transport, Islands]
        tags:
          - ferry
          - "night boat, winter"
        authors:
          - Ada Quill
          - name: Ben Marl
        description: >-
          After two winters
          without one.
        cover:
          image: https://isles.example/ferry.jpg
          alt: The boat
        lastmod: 2026-02-01
        ---
        The night boat sails again.
        """;

    private const string Toml = """
        +++
        title = "Ferry: the night boat is back"
        date = 2026-01-31T18:30:00+01:00
        draft = false
        categories = ["Transport", "Islands"]
        tags = ["ferry", "night boat, winter"]
        authors = ["Ada Quill", "Ben Marl"]
        description = "After two winters without one."
        lastmod = 2026-02-01
        [cover]
        image = "https://isles.example/ferry.jpg"
        +++
        The night boat sails again.
        """;

    private const string Json = """
        {
          "title": "Ferry: the night boat is back",
          "date": "2026-01-31T18:30:00+01:00",
          "draft": false,
          "categories": ["Transport", "Islands"],
          "tags": ["ferry", "night boat, winter"],
          "authors": ["Ada Quill", "Ben Marl"],
          "description": "After two winters without one.",
          "lastmod": "2026-02-01",
          "cover": {"image": "https://isles.example/ferry.jpg"}
        }

        The night boat sails again.
        """;

    [Theory]
    [InlineData(Yaml)]
    [InlineData(Toml)]
    [InlineData(Json)]
    public async Task An_article_is_the_same_with_YAML_TOML_and_JSON(string text)
    {
        var article = Assert.Single(await ReadAsync("ferry.md", text));

        Assert.Equal(("Ferry: the night boat is back", "The night boat sails again."), (article.Title, article.Text));
        Assert.Equal(("Transport", "After two winters without one.", "Ada Quill, Ben Marl"),
            (article.Section, article.Summary, article.Author));
        Assert.Equal(["Islands", "ferry", "night boat, winter"], article.Tags);
        Assert.Equal("https://isles.example/ferry.jpg", article.Image);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 17, 30, 0, TimeSpan.Zero), article.Published);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), article.Updated);
    }

    [Theory]
    [InlineData("tags: ferry, night boat")]
    [InlineData("tags: [ferry, 'night boat']")]
    [InlineData("Tags:\n- ferry\n- night boat")]
    public async Task Tags_may_be_a_list_or_one_text(string tags) =>
        Assert.Equal(["ferry", "night boat"], Assert.Single(await ReadAsync("a.md", $"---\ntitle: Ferry\n{tags}\n---\nSails.")).Tags);

    [Theory]
    [InlineData("title: \"The night boat\nis back\"")]
    [InlineData("title: 'The night boat\nis back'\ndraft: false")]
    public async Task A_quoted_text_may_go_on_at_the_beginning_of_a_line(string fields) =>
        Assert.Equal("The night boat is back", Assert.Single(await ReadAsync("a.md", $"---\n{fields}\n---\nSails.")).Title);

    [Theory]
    [InlineData("2026-01-31-night-boat.md", "title: Ferry", "2026-01-31")]
    [InlineData("2026-01-31-night-boat.md", "title: Ferry\npublished: true\ndate: 2026-02-03", "2026-02-03")]
    [InlineData("night-boat.md", "title: Ferry\npublished: 2026-02-04", "2026-02-04")]
    public async Task A_date_is_read_from_fields_then_from_the_name_of_the_file(string name, string fields, string day) =>
        Assert.Equal(day, $"{Assert.Single(await ReadAsync(name, $"---\n{fields}\n---\nSails.")).Published:yyyy-MM-dd}");

    [Theory]
    [InlineData("---\ntitle: Ferry\ndraft: true\n---\nSails.")]
    [InlineData("---\ntitle: Ferry\npublished: false\n---\nSails.")]
    [InlineData("+++\ntitle = 'Ferry'\ndraft = true\n+++\nSails.")]
    [InlineData("{\n\"title\": \"Ferry\", \"draft\": true}\nSails.")]
    public async Task Drafts_are_not_imported(string text)
    {
        await using var workshop = new Workshop();

        var report = await workshop.ImportAsync(workshop.Write("ferry.md", text));

        Assert.Equal("is a draft", Assert.Single(report.SkippedItems).Reason);
        Assert.Empty(await workshop.StoredAsync());
    }

    [Fact]
    public async Task Instructions_to_the_site_generator_are_not_text()
    {
        const string Body =
            "{% include map.html %}\nSails {{< figure src=\"a.png\" >}}again{{% /notice %}}. {% highlight c %}int x{% endhighlight " +
            "%}\n\n{{ x }} stays, as does `{{ x }}`.";

        var item = Assert.Single(await ReadAsync("a.md", $"---\ntitle: Ferry\n---\n{Body}"));

        Assert.Equal("Sails again. int x\nstays, as does {{ x }}.", item.Text);
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "---\ntitle: Ferry\ntags: [a, b\n---\nSails.", "front matter that is not valid YAML: line " },
        { "---\ntitle: Ferry: the boat\n---\nSails.", "front matter that is not valid YAML: line 2: " },
        { "---\njust words\n---\nSails.", "front matter that is not valid YAML: line 2: lines \"name: value\" are expected" },
        { "---\ntitle: Ferry\ntags: [night boat\ndate: 2026-01-04\n---\nSails.", "front matter that is not valid" },
        { "---\ndate: 2026 *a\n? [wall <a *a\n? end\n:[[{b: c}]]]\n---\nSails.", "front matter that is not valid" },
        { "---\n&a\n!!binary(1))[b][**\n---\nSails.", "front matter that is not valid" },
        { "---\ntitle: Ferry\nSails.", "front matter without a closing line ---" },
        { $"---\na: {new string('[', 50_000)}\n---\nSails.", "nests deeper than 32 levels" },
        { "+++\ntitle = Ferry\n+++\nSails.", "front matter that is not valid TOML: line 2: " },
        { $"+++\na = {new string('[', 50_000)}\n+++\nSails.", "front matter that is not valid TOML: " },
        { $"+++\na{string.Concat(Enumerable.Repeat(".a", 50_000))} = 1\n+++\nSails.", "front matter that is not valid TOML: " },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Broken_front_matter_costs_its_file_only(string text, string reason)
    {
        await using var workshop = new Workshop();
        workshop.Write("posts/a.md", text);
        workshop.Write("posts/b.md", "---\ntitle: Ferry\n---\nSails.");

        var report = await workshop.ImportAsync(Path.Combine(workshop.Folder, "posts"));

        var skipped = Assert.Single(report.SkippedItems);
        Assert.Contains(reason, skipped.Reason);
        Assert.DoesNotContain('\n', skipped.Reason);
        Assert.True(skipped.Reason.Length < 300, skipped.Reason);
        Assert.Equal("Ferry", Assert.Single(await workshop.StoredAsync()).Title);
    }

    [Fact]
    public async Task A_copy_of_copies_does_not_grow()
    {
        var lines = Enumerable.Range(1, 30).Select(n => $"a{n}: &a{n} [{(n == 1 ? "x, x" : $"*a{n - 1}, *a{n - 1}")}]");

        Assert.Equal("Ferry", Assert.Single(await ReadAsync("a.md", $"---\ntitle: Ferry\n{string.Join('\n', lines)}\n---\nSails.")).Title);
    }

    private static async Task<List<Article>> ReadAsync(string name, string text)
    {
        await using var workshop = new Workshop();
        Assert.Empty((await workshop.ImportAsync(workshop.Write(name, text))).SkippedItems);
        return await workshop.StoredAsync();
    }
}
