using System.Runtime.CompilerServices;

namespace Recommender.Service.Tests;

/// <summary>Tests, and the processes that they start, leave the state of who runs them alone.</summary>
internal static class StateFolder
{
    [ModuleInitializer]
    internal static void Use()
    {
        var folder = Directory.CreateTempSubdirectory("recommender-state-");
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", folder.FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
    }
}
