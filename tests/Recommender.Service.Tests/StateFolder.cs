using System.Runtime.CompilerServices;

namespace Recommender.Service.Tests;

/// <summary>Keeps tests, and the processes that they start, from changing the state folder of the user who runs them.</summary>
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
