using Recommender.Service.Importing;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>Readers of related formats, and how to make inputs for them.</summary>
internal abstract class FuzzGroup(string name) : IDisposable
{
    public string Name => name;

    /// <summary>What reading processes would do.</summary>
    public Inside Inside { get; } = new();

    public Grammar Grammar { get; } = Grammar.Of(name);

    /// <summary>A folder for inputs that are files.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("recommender-fuzz-").FullName;

    protected static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Texts that others wrote, to begin with; none if the folder is not there.</summary>
    /// <param name="shared">The folder ../shared beside the repository.</param>
    public abstract IEnumerable<byte[]> Seeds(string shared);

    /// <summary>Whether an input is of a format of this group: one that became another format is for another group.</summary>
    public virtual bool Takes(byte[] input) => true;

    /// <summary>Reads an input as the program does, from the recognition of its format to the article, rule or store.</summary>
    /// <exception cref="Exception">Anything that the program does not turn into a clear answer.</exception>
    public abstract Task ReadAsync(byte[] input);

    /// <summary>A new input from some that reached something new.</summary>
    public virtual byte[] Mutate(byte[] input, byte[] other, Mutator mutator) => mutator.Mutate(input, other);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private protected Reading NewReading() => new(Inside.Processes, CancellationToken.None);

    private protected static SourceFormat FormatOf(byte[] input) => FormatRecognition.Of(input);

    /// <summary>Reads a document into articles, as an import does.</summary>
    private protected async Task ImportAsync(SourceContent content)
    {
        var (document, reading) = (new SourceDocument(content, new DocumentFacts()), NewReading());
        try
        {
            foreach (var item in document.Items(reading))
            {
                Promises.Check(await ArticleBuilder.BuildAsync(item, reading, Now));
            }
        }
        // A clear line in the report, with the name of the source.
        catch (Exception e) when (SourceFailure.IsOrdinary(e) && e is not ImportException { IsUnexpected: true })
        {
            Promises.IsOneLine(e.Message);
        }

        foreach (var note in document.Facts.Notes)
        {
            Promises.IsOneLine(note);
        }
    }

    private protected string Write(byte[] input, string file)
    {
        var path = Path.Combine(Folder, file);
        File.WriteAllBytes(path, input);
        return path;
    }
}
