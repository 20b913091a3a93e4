using System.Diagnostics;

namespace Recommender.Service.Tests.Hostile;

/// <summary>A disk of a few megabytes, mounted at a folder. Needs root on Linux; a test without it is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    /// <param name="folder">It is created.</param>
    public SmallDisk(string folder, int megabytes)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        Assert.SkipUnless(
            Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", _folder), "mounting a disk is not permitted here");
    }

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Writes a file until nothing more fits.</summary>
    public void Fill()
    {
        try
        {
            using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true)
            {
                filler.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose() => Run("umount", "--lazy", _folder);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
