using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Recommender.Service.Evaluation;

/// <summary>
/// Counts how often judgments are used: repeated tuning on the same judgments overfits to them, and the figures no longer generalise. The
/// file has one line per use: SHA-256 of the judgments, tab, timestamp. A failure to count never makes an evaluation fail.
/// </summary>
/// <param name="file">The file; null if there is no place for one.</param>
public sealed class JudgmentLooks(string? file, TimeProvider clock)
{
    private const int Attempts = 50;

    /// <summary>
    /// The directory for user-specific state, <c>$XDG_STATE_HOME</c> or <c>~/.local/state</c>; null for a user without a home directory.
    /// </summary>
    public static string? DefaultFile()
    {
        var given = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folder = Path.IsPathFullyQualified(given ?? "") ? given : home.Length > 0 ? Path.Combine(home, ".local", "state") : null;
        return folder is null ? null : Path.Combine(folder, "recommender", "judgments.tsv");
    }

    /// <summary>Records one use.</summary>
    /// <param name="judgments">The content of the judgments file.</param>
    /// <returns>The number of uses on this machine, including this one; null if it cannot be recorded.</returns>
    public int? Count(ReadOnlySpan<byte> judgments)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(judgments));
        try
        {
            if (file is null)
            {
                return null;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            using var stream = OpenAlone(file);
            using var reader = new StreamReader(stream, leaveOpen: true);
            var (looks, last) = (1, '\n');
            while (reader.ReadLine() is { } line)
            {
                looks += line.StartsWith(hash + "\t", StringComparison.Ordinal) ? 1 : 0;
            }

            if (stream.Length > 0)
            {
                stream.Seek(-1, SeekOrigin.End);
                last = (char)stream.ReadByte();
            }

            // A line cut short by a crash must not swallow this one.
            var added = string.Create(CultureInfo.InvariantCulture,
                $"{(last == '\n' ? "" : "\n")}{hash}\t{clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
            stream.Write(Encoding.ASCII.GetBytes(added));
            return looks;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    // If two evaluations run at once, the second waits until the first has finished writing.
    private static FileStream OpenAlone(string file)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < Attempts && File.Exists(file))
            {
                Thread.Sleep(20);
            }
        }
    }
}
