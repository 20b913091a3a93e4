using System.Diagnostics;

namespace Recommender.Benchmarks.Sites;

/// <summary>A large site made by the shared tool make_corpus.py; the same arguments give the same bytes.</summary>
internal static class SyntheticSite
{
    /// <param name="tool">Path of make_corpus.py.</param>
    /// <param name="articles">How many.</param>
    /// <param name="characters">Mean length of an article.</param>
    /// <param name="file">Where to write them, as JSON lines.</param>
    /// <param name="cancel">Stops the tool.</param>
    /// <exception cref="InvalidDataException">The tool is not there or failed; the message tells why.</exception>
    public static async Task MakeAsync(string tool, int articles, int characters, string file, CancellationToken cancel)
    {
        if (!File.Exists(tool))
        {
            throw new InvalidDataException($"{tool} is missing; run from the top of the repository or name it with --tool");
        }

        Console.Error.WriteLine($"making {articles} articles");
        using var process = Process.Start(new ProcessStartInfo("python3", [tool, "--articles", $"{articles}", "--chars", $"{characters}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await using (var output = File.Create(file))
            {
                await process.StandardOutput.BaseStream.CopyToAsync(output, cancel);
            }

            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0)
            {
                throw new InvalidDataException($"{tool} failed: {(await errors).Trim()}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
