using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Recommender.Service.Tests.Durability.Faults;

/// <summary>
/// A copy of the tests with a program whose workers report each call to store, network, disk, engine and processes before they make it, so
/// that a test can let the call fail. Everything else is the program as it is.
/// </summary>
internal sealed class FaultyProgram : IDisposable
{
    /// <summary>The type that is added to the program; see <see cref="FaultHook"/>.</summary>
    public const string HookType = "Recommender.Faults";

    private const string Program = "recommender.dll";

    public FaultyProgram()
    {
        Folder = Directory.CreateTempSubdirectory("recommender-faults-").FullName;
        foreach (var entry in Directory.EnumerateFileSystemEntries(AppContext.BaseDirectory))
        {
            var copy = Path.Combine(Folder, Path.GetFileName(entry));
            // The runtime follows links to find its own files: those that it starts from are copied.
            if (Path.GetFileName(entry).StartsWith("Recommender.", StringComparison.Ordinal))
            {
                File.Copy(entry, copy);
            }
            else if (Path.GetFileName(entry) != Program)
            {
                File.CreateSymbolicLink(copy, entry);
            }
        }

        Rewrite(Path.Combine(AppContext.BaseDirectory, Program), Path.Combine(Folder, Program));
    }

    public string Folder { get; }

    /// <summary>The calls that can fail.</summary>
    public static IReadOnlyList<(string Worker, FaultKind Kind, string Name)> Points()
    {
        // Also from inside the copy: its added calls are none of those that are looked for.
        using var module = Open(Path.Combine(AppContext.BaseDirectory, Program));
        return [.. new WorkerCalls(module).Points().Select(point => (point.Worker, point.Kind, point.Name))];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static ModuleDefinition Open(string file)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        return ModuleDefinition.ReadModule(file, new ReaderParameters { AssemblyResolver = resolver });
    }

    private static void Rewrite(string file, string copy)
    {
        using var module = Open(file);
        var calls = new WorkerCalls(module);
        var points = calls.Points();
        var hook = new FaultHook(module, HookType);
        foreach (var method in points.GroupBy(point => point.Method))
        {
            method.Key.Body.SimplifyMacros();
            foreach (var call in method.GroupBy(point => point.Instruction))
            {
                hook.InsertBefore(method.Key, call.Key, call.First().Name);
            }

            method.Key.Body.OptimizeMacros();
        }

        foreach (var worker in calls.Entries.GroupBy(method => method.DeclaringType))
        {
            var reached = calls.Reachable(worker);
            foreach (var entry in worker.Concat(reached.Where(calls.IsHandler)))
            {
                hook.Enter(entry, worker.Key.Name);
            }
        }

        foreach (var method in calls.Reachable(calls.Entries))
        {
            hook.NoteSite(method);
        }

        module.Write(copy);
    }
}
