using Recommender.Service.Importing.Folders;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing;

/// <summary>Sources on this machine: a file, a folder, a zip file, standard input.</summary>
internal static class LocalSources
{
    /// <summary>The name of standard input on the command line.</summary>
    public const string StandardInput = "-";

    /// <summary>The files of a source, sorted by path.</summary>
    /// <param name="source">A path, or "-".</param>
    /// <param name="notes">Receives what the report says about the whole.</param>
    /// <param name="cancel">Stops the unpacking of a zip file.</param>
    /// <exception cref="ImportException">The file does not exist, or its format is not recognised.</exception>
    public static IEnumerable<SourceContent> Open(string source, List<string> notes, CancellationToken cancel)
    {
        if (source == StandardInput)
        {
            return OpenFile(FromStandardInput(), notes, cancel);
        }

        if (Directory.Exists(source))
        {
            return FolderFiles.Open(source, source, notes);
        }

        return File.Exists(source)
            ? OpenFile(new SourceContent(source, source), notes, cancel)
            : throw new ImportException($"{source}: there is no such file or folder, and it is not an http(s) URL");
    }

    /// <summary>The files of a zip file. They exist until the next is requested.</summary>
    /// <inheritdoc cref="Open"/>
    public static IEnumerable<SourceContent> OpenZip(SourceContent zip, List<string> notes, CancellationToken cancel)
    {
        using var content = zip;
        using var folder = ZipFolder.Unpack(zip.File, zip.Name, cancel);
        if (folder.LeftOut > 0)
        {
            notes.Add($"{zip.Name}: {folder.LeftOut} files were not unpacked: pictures, styles and the like");
        }

        foreach (var file in FolderFiles.Open(folder.Path, zip.Name, notes))
        {
            yield return file;
        }
    }

    private static IEnumerable<SourceContent> OpenFile(SourceContent content, List<string> notes, CancellationToken cancel)
    {
        if (content.Format == SourceFormat.Zip)
        {
            return OpenZip(content, notes, cancel);
        }

        if (content.Format == SourceFormat.Unknown)
        {
            using var unknown = content;
            throw DocumentItems.Unrecognised(content);
        }

        return [content];
    }

    private static SourceContent FromStandardInput()
    {
        var file = Path.GetTempFileName();
        using (var input = Console.OpenStandardInput())
        using (var copy = File.Create(file))
        {
            input.CopyTo(copy);
        }

        return new SourceContent("standard input", file, isTemporary: true);
    }
}
