using System.Diagnostics;
using System.Globalization;

namespace Recommender.Service.Training;

/// <summary>Identifies a process by machine, process id and start time, so that others can check whether it is alive.</summary>
internal static class RunOwner
{
    /// <summary>This process.</summary>
    public static string Current { get; } = Of(Environment.ProcessId);

    /// <summary>True if the process ran on this machine and has ended. For other machines, only the heartbeat counts.</summary>
    public static bool HasEnded(string owner)
    {
        var parts = owner.Split('/');
        return parts.Length == 3 && parts[0] == Environment.MachineName
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Of(id) != owner;
    }

    /// <summary>True if the process runs on this machine.</summary>
    public static bool IsAlive(string owner) =>
        owner.StartsWith(Environment.MachineName + "/", StringComparison.Ordinal) && !HasEnded(owner);

    private static string Of(int process) => $"{Environment.MachineName}/{process}/{StartOf(process)}";

    // Process ids are reused; an id with its start time is unique.
    private static string StartOf(int process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // The name in parentheses may contain spaces; the start time is the twentieth field after it. A zombie has ended.
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
