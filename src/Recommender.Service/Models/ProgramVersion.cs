using System.Reflection;

namespace Recommender.Service.Models;

/// <summary>The program that runs: its version and, where it was built from a repository, the commit.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
