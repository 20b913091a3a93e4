using System.Diagnostics;

namespace Recommender.Service.Workers;

/// <summary>Starts this program again as another process.</summary>
internal static class OwnProgram
{
    /// <param name="arguments">Its verb and options.</param>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "recommender" ? path : null;
        string[] before = program is null ? [Path.Combine(AppContext.BaseDirectory, "recommender.dll")] : [];
        return new ProcessStartInfo(program ?? "dotnet", [.. before, .. arguments]);
    }
}
