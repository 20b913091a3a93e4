using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Folders;

/// <summary>Files that folders of articles hold beside articles.</summary>
internal static partial class KnownFiles
{
    private static readonly HashSet<string> Textless = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".heic", ".mp3", ".mp4", ".m4a", ".m4v",
        ".mov", ".webm", ".ogg", ".wav", ".avi", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".woff", ".woff2", ".ttf",
        ".otf", ".eot", ".css", ".scss", ".sass", ".less", ".js", ".mjs", ".ts", ".tsx", ".jsx", ".map", ".vue", ".svelte", ".rb",
        ".py", ".sh", ".go", ".php", ".exe", ".dll", ".so", ".jar", ".psd", ".ai", ".sketch", ".epub", ".lock", ".sum", ".mod",
        ".log", ".bib",
    };

    // Besides repositories' own folders.
    private static readonly HashSet<string> Folders = new(StringComparer.Ordinal) { "node_modules", ".git", ".github", "vendor", ".cache" };

    /// <summary>Whether a file's name says that it is not a text: a picture, a style, a program.</summary>
    public static bool HoldNoText(string path) => Textless.Contains(Path.GetExtension(path));

    /// <summary>Whether a file describes a project or its folders, instead of being an article.</summary>
    public static bool DescribeProject(string path) =>
        path.Split('/') is var parts && (parts.SkipLast(1).Any(Folders.Contains) || Description().IsMatch(parts[^1]));

    /// <summary>Whether the page is one of Medium's export, and is a post.</summary>
    public static bool IsMediumPost(string path) => Medium().IsMatch(path);

    [GeneratedRegex(
        @"^(?:\..*|(?:readme|license|licence|copying|contributing|changelog|changes|code[-_]of[-_]conduct|security|authors|maintainers"
        + @"|notice|support|governance|agents|claude|codeowners)(?:\..{1,10})?|package(?:-lock)?\.json|composer\.json|tsconfig.*\.json"
        + @"|manifest\.json|gemfile|makefile|dockerfile|rakefile|procfile|cname|newsroom\.json)$", RegexOptions.IgnoreCase)]
    private static partial Regex Description();

    [GeneratedRegex(@"(?:^|/)posts/(?:draft|\d{4}-\d\d-\d\d)_[^/]*-[0-9a-f]{8,14}\.html$")]
    private static partial Regex Medium();
}
