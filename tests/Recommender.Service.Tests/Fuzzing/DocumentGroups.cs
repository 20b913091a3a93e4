using System.Text;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>Feeds from the web.</summary>
internal sealed class FeedGroup() : FuzzGroup("feeds")
{
    private static readonly Uri Address = new("https://example.org/feeds/posts/default");

    public override IEnumerable<byte[]> Seeds(string shared) => SeedFiles.In(shared, "feeds/blogger", "feeds/rss", "feeds/odd")
        .Concat(SeedFiles.In(shared, "findings/inputs/reading").Where(SeedFiles.IsXml)).Select(SeedFiles.Thin);

    public override bool Takes(byte[] input) => FormatOf(input) is SourceFormat.Feed;

    public override async Task ReadAsync(byte[] input)
    {
        using var content = new SourceContent(Address.AbsoluteUri, Write(input, "feed"), Address);
        await ImportAsync(content);
        var facts = new DocumentFacts { Next = Encoding.UTF8.GetString(input, 0, Math.Min(40, input.Length)) };
        Paging.Next(Address, 1, facts, null, 1);
    }
}

/// <summary>Web pages: as articles, and as the entrance to a site.</summary>
internal sealed class PageGroup() : FuzzGroup("pages")
{
    private static readonly Uri Address = new("https://example.org/2026/03/wall.html");

    public override IEnumerable<byte[]> Seeds(string shared) => SeedFiles.In(shared, "findings/inputs").Where(SeedFiles.IsPage)
        .Concat(SeedFiles.Bodies(shared, 60).Select(body => Encoding.UTF8.GetBytes(
            $"<!DOCTYPE html><html lang=en><head><title>A page</title></head><body><article>{body}</article></body></html>")));

    public override bool Takes(byte[] input) => FormatOf(input) is SourceFormat.Html;

    public override async Task ReadAsync(byte[] input)
    {
        using var content = new SourceContent(Address.AbsoluteUri, Write(input, "page"), Address);
        await ImportAsync(content);
        if (content.FormatOrNull != SourceFormat.Html)
        {
            return;
        }

        try
        {
            NewReading().HomePage(content);
        }
        // SiteDiscovery says which address cannot be read, and why.
        catch (Exception e) when (e is ReadingException or FormatException)
        {
        }
    }
}

/// <summary>Exports of WordPress and Blogger, and WordPress's REST API.</summary>
internal sealed class ExportGroup() : FuzzGroup("exports")
{
    public override IEnumerable<byte[]> Seeds(string shared) => SeedFiles.In(shared, "feeds/wxr", "feeds/blogger")
        .Concat(SeedFiles.In(shared, "findings/inputs/reading").Where(file => SeedFiles.IsXml(file) || SeedFiles.IsJson(file)))
        .Select(SeedFiles.Thin);

    public override bool Takes(byte[] input) => FormatOf(input) is SourceFormat.Feed or SourceFormat.JsonArray;

    public override async Task ReadAsync(byte[] input)
    {
        using var content = new SourceContent("export.xml", Write(input, "export.xml"));
        await ImportAsync(content);
    }
}

/// <summary>JSON Lines, JSON documents, and CSV.</summary>
internal sealed class JsonGroup() : FuzzGroup("json")
{
    public override IEnumerable<byte[]> Seeds(string shared) => SeedFiles.In(shared, "findings/inputs/reading")
        .Where(file => SeedFiles.IsJson(file) || SeedFiles.IsCsv(file))
        .Concat(SeedFiles.Lines(shared, 60));

    public override bool Takes(byte[] input) => FormatOf(input)
        is SourceFormat.JsonArray or SourceFormat.JsonFeed or SourceFormat.JsonLines or SourceFormat.Csv;

    public override async Task ReadAsync(byte[] input)
    {
        using var content = new SourceContent("articles.jsonl", Write(input, "articles.jsonl"));
        await ImportAsync(content);
    }
}

/// <summary>Markdown with front matter.</summary>
internal sealed class MarkdownGroup() : FuzzGroup("markdown")
{
    public override IEnumerable<byte[]> Seeds(string shared) => SeedFiles.In(shared, "findings/inputs").Where(SeedFiles.IsMarkdown);

    public override bool Takes(byte[] input) => FormatOf(input) is SourceFormat.Markdown;

    public override async Task ReadAsync(byte[] input)
    {
        using var content = new SourceContent("2026-03-01-wall.md", Write(input, "2026-03-01-wall.md"));
        await ImportAsync(content);
    }
}
