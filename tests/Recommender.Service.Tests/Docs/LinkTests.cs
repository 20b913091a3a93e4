using System.Text.RegularExpressions;
using Recommender.Service.Tests.Architecture;

namespace Recommender.Service.Tests.Docs;

public sealed partial class LinkTests
{
    private static readonly string[] s_settings = [.. SettingsList.All().Select(setting => setting.Name), "ETag"];

    private static readonly IReadOnlyList<MarkdownPage> s_pages = MarkdownPage.All();

    [Fact]
    public void Every_link_of_a_page_leads_to_a_file_and_a_heading()
    {
        var links = s_pages.SelectMany(page => page.Links().Select(link => (page, link))).ToList();

        Assert.True(links.Count > 80, $"only {links.Count} links were found");
        Assert.Empty(links.Where(link => !Leads(link.page, link.link)).Select(link => $"{link.page.Path}: {link.link}"));
    }

    [Fact]
    public void Every_page_of_the_docs_can_be_reached_from_the_README()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(["README.md"]);
        while (next.TryDequeue(out var path))
        {
            if (reached.Add(path) && s_pages.FirstOrDefault(page => page.Path == path) is { } page)
            {
                page.Links().Select(page.TargetOf).ToList().ForEach(next.Enqueue);
            }
        }

        Assert.Empty(s_pages.Select(page => page.Path).Except(reached));
    }

    [Fact]
    public void The_README_is_short()
    {
        var bytes = new FileInfo(Path.Combine(SourceFile.Root, "README.md")).Length;

        Assert.True(bytes <= 8000, $"README.md has {bytes} bytes; at most 8000 are allowed");
    }

    [Fact]
    public void Every_type_named_in_the_architecture_page_exists()
    {
        var types = OptionClasses.Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Select(type => type.Name.Split('`')[0]).ToHashSet();
        var named = CodeName().Matches(s_pages.Single(page => page.Path == "docs/architecture.md").Text.Split("## Six walks")[1])
            .Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 40, $"only {named.Count} types were found");
        Assert.Empty(named.Except(types).Except(s_settings));
    }

    [Fact]
    public void A_link_to_a_missing_file_or_heading_is_detected()
    {
        var page = new MarkdownPage("docs/x.md", "# One thing\n[a](../README.md) [b](#one-thing) [c](gone.md) [d](#gone)");

        Assert.Equal(["gone.md", "#gone"], page.Links().Where(link => !Leads(page, link)));
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex CodeName();

    private static bool Leads(MarkdownPage page, string link)
    {
        var target = page.TargetOf(link);
        var file = Path.Combine(SourceFile.Root, target);
        var anchor = link.Contains('#', StringComparison.Ordinal) ? link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..] : null;
        var other = target == page.Path ? page : s_pages.FirstOrDefault(other => other.Path == target);
        return (target == page.Path || File.Exists(file) || Directory.Exists(file))
            && (anchor is null || other?.Anchors().Contains(anchor) == true);
    }
}
