using System.Reflection;

namespace Recommender.Service.Models;

/// <summary>The running program: its version and, if built from a repository, the commit.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
