using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing;

/// <summary>Sources on this machine: a file, a folder, standard input.</summary>
internal static class LocalSources
{
    /// <summary>How standard input is named on the command line.</summary>
    public const string StandardInput = "-";

    /// <summary>The recognised files of a source, sorted by path.</summary>
    /// <exception cref="ImportException">There is no such file, or its format is not recognised.</exception>
    public static IEnumerable<SourceContent> Open(string source, List<string> notes)
    {
        if (source == StandardInput)
        {
            return [FromStandardInput()];
        }

        if (Directory.Exists(source))
        {
            return OpenFolder(source, notes);
        }

        return File.Exists(source)
            ? [Recognised(new SourceContent(source, source))]
            : throw new ImportException($"{source}: there is no such file or folder, and it is no http(s) URL");
    }

    private static IEnumerable<SourceContent> OpenFolder(string folder, List<string> notes)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var files = Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal)
            .Select(file => new SourceContent(file, file)).ToList();
        // A site's description beside its Markdown files is no article; pictures and the like are not either.
        var recognised = files.Where(file => Path.GetFileName(file.File) != MarkdownItem.SiteFile
            && file.FormatOrNull is not (SourceFormat.Unknown or SourceFormat.Empty)).ToList();
        if (recognised.Count == 0)
        {
            throw new ImportException($"{folder}: holds no file in a recognised format");
        }

        var others = files.Count - recognised.Count;
        if (others > 0)
        {
            notes.Add($"{folder}: {others} of {files.Count} files hold no articles and were left out");
        }

        return recognised;
    }

    private static SourceContent FromStandardInput()
    {
        var file = Path.GetTempFileName();
        using (var input = Console.OpenStandardInput())
        using (var copy = File.Create(file))
        {
            input.CopyTo(copy);
        }

        return Recognised(new SourceContent("standard input", file, isTemporary: true));
    }

    private static SourceContent Recognised(SourceContent content)
    {
        if (content.Format == SourceFormat.Unknown)
        {
            content.Dispose();
            throw DocumentItems.Unrecognised(content);
        }

        return content;
    }
}
