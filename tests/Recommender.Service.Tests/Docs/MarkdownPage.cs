using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Recommender.Service.Tests.Architecture;

namespace Recommender.Service.Tests.Docs;

/// <summary>A Markdown page of the repository.</summary>
/// <param name="Path">Its path from the top of the repository, with forward slashes.</param>
/// <param name="Text">What it holds.</param>
internal sealed record MarkdownPage(string Path, string Text)
{
    private static readonly string[] s_notOurs = ["bin", "obj", "node_modules", "TestResults"];

    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    /// <summary>All pages that people read: those at the top, those in docs, and the README of a folder.</summary>
    public static IReadOnlyList<MarkdownPage> All() =>
    [
        .. Directory.EnumerateFiles(SourceFile.Root, "*.md", new EnumerationOptions { RecurseSubdirectories = true })
            .Select(file => System.IO.Path.GetRelativePath(SourceFile.Root, file).Replace('\\', '/'))
            .Where(path => !path.Contains('/', StringComparison.Ordinal) || path.StartsWith("docs/", StringComparison.Ordinal)
                || path.EndsWith("/README.md", StringComparison.Ordinal))
            .Where(path => !path.Split('/').Any(part => s_notOurs.Contains(part) || part[0] == '.'))
            .Order(StringComparer.Ordinal)
            .Select(path => new MarkdownPage(path, File.ReadAllText(System.IO.Path.Combine(SourceFile.Root, path)))),
    ];

    /// <summary>The targets of its links and images that lie in the repository.</summary>
    public IEnumerable<string> Links() => Markdown.Parse(Text, s_pipeline).Descendants<LinkInline>()
        .Select(link => link.Url ?? "")
        .Where(url => !url.Contains("://", StringComparison.Ordinal) && !url.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The anchors of its headings, as the repository host makes them.</summary>
    public IReadOnlySet<string> Anchors() => Markdown.Parse(Text, s_pipeline).Descendants<HeadingBlock>()
        .Select(heading => heading.GetAttributes().Id ?? "").ToHashSet(StringComparer.Ordinal);

    /// <summary>The path that a link of this page leads to, without its anchor.</summary>
    public string TargetOf(string link)
    {
        var file = link.Split('#')[0];
        return file.Length == 0 ? Path
            : System.IO.Path.GetRelativePath(
                SourceFile.Root, System.IO.Path.Combine(SourceFile.Root, System.IO.Path.GetDirectoryName(Path)!, file)).Replace('\\', '/');
    }
}
