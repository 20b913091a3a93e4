using System.Diagnostics;
using System.Globalization;

namespace Recommender.Service.Training;

/// <summary>Names a process so that others can tell whether it still lives: machine, number, start.</summary>
internal static class RunOwner
{
    /// <summary>This process.</summary>
    public static string Current { get; } = Of(Environment.ProcessId);

    /// <summary>True where the process ran on this machine and has ended. Of other machines only the heartbeat tells.</summary>
    public static bool HasEnded(string owner)
    {
        var parts = owner.Split('/');
        return parts.Length == 3 && parts[0] == Environment.MachineName
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Of(id) != owner;
    }

    private static string Of(int process) => $"{Environment.MachineName}/{process}/{StartOf(process)}";

    // Numbers are used again; a number with its start is not.
    private static string StartOf(int process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // The name in parentheses may hold blanks; the start is the twentieth field after it. A zombie has ended.
                var fields = File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return fields[0] == "Z" ? "ended" : fields[19];
            }

            using var found = Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return "ended";
        }
    }
}
