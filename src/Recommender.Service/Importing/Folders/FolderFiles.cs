using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>Finds the files of a folder that may be articles.</summary>
internal static class FolderFiles
{
    /// <summary>The files sorted by path; those of no known kind too, which become left-out entries of the report.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Its name in reports.</param>
    /// <param name="notes">Receives the numbers of files that were left out.</param>
    /// <exception cref="ImportException">It has no file in a recognised format.</exception>
    public static List<SourceContent> Open(string folder, string name, List<string> notes)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var paths = Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal)
            .Select(file => (File: file, Member: Path.GetRelativePath(folder, file).Replace('\\', '/'))).ToList();
        var sites = new FolderSites(folder);
        var reasons = new Dictionary<string, int>();
        var substack = Substack(paths, name, sites);
        var isMedium = paths.Any(path => KnownFiles.IsMediumPost(path.Member));
        var found = new List<SourceContent>();
        foreach (var (file, member) in paths)
        {
            if (WhyNoArticle(file, member, isMedium, substack, sites) is { } reason)
            {
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
                continue;
            }

            var row = substack.GetValueOrDefault(Path.GetFileNameWithoutExtension(file));
            found.Add(new SourceContent(NameOf(member), file) { Member = member, Sites = sites, Substack = row });
        }

        // What is in no format is an entry only beside articles.
        var recognised = found.Where(content => content.FormatOrNull is not (SourceFormat.Empty or SourceFormat.Zip)).ToList();
        if (!recognised.Any(content => content.FormatOrNull != SourceFormat.Unknown))
        {
            throw new ImportException(found.Find(content => content.FormatOrNull == SourceFormat.Unknown) is { } unknown
                ? $"{name}: contains no file in a recognised format; of {unknown.Member}, {UnknownKind.ReasonFor(unknown)}"
                : $"{name}: contains no file in a recognised format");
        }

        Count(found, SourceFormat.Empty, "are empty");
        Count(found, SourceFormat.Zip, "are zip files; name each as a source of its own");
        notes.AddRange(reasons.OrderBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => $"{name}: {reason.Value} of {paths.Count} files were left out: they {reason.Key}"));
        return recognised;

        string NameOf(string member) => name == folder ? Path.Combine(folder, member) : $"{name}: {member}";

        void Count(List<SourceContent> files, SourceFormat format, string reason)
        {
            if (files.Count(content => content.FormatOrNull == format) is > 0 and var count)
            {
                reasons[reason] = count;
            }
        }
    }

    private static string? WhyNoArticle(
        string file, string member, bool isMedium, Dictionary<string, SubstackRow> substack, FolderSites sites)
    {
        var place = sites.PlaceOf(file);
        return KnownFiles.HoldNoText(member) ? "are pictures, styles, programs and the like"
            : place?.Site.IsContent(place.Path) != true && KnownFiles.DescribeProject(member) ? "describe the project"
            : isMedium && !KnownFiles.IsMediumPost(member) ? "are no posts of Medium's export"
            : substack.Count > 0 && !substack.ContainsKey(Path.GetFileNameWithoutExtension(file)) ? "are no posts of Substack's export"
            : place is { } there && !there.Site.IsContent(there.Path) ? "lie outside the site's content"
            : null;
    }

    private static Dictionary<string, SubstackRow> Substack(List<(string File, string Member)> paths, string name, FolderSites sites)
    {
        foreach (var (file, member) in paths.Where(path => Path.GetFileName(path.Member) == SubstackPosts.List))
        {
            using var list = new SourceContent($"{name}: {member}", file) { Sites = sites };
            if (list.FormatOrNull is not null && SubstackPosts.IsList(list))
            {
                return SubstackPosts.Rows(list);
            }
        }

        return [];
    }
}
