using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>
/// Which branches an input takes, if the assemblies beside the tests are instrumented by SharpFuzz (tests/fuzz); otherwise nothing.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Size = 65_536;

    private static byte* s_hits;
    private static FieldInfo? s_previous;

    // For each branch, the classes of counts that were seen: 1, 2, 3, 4 to 7, 8 to 15, and so on, each a bit.
    private readonly byte[] _seen = new byte[Size];

    /// <summary>Whether there is anything to learn from.</summary>
    public static bool IsOn => s_hits is not null;

    /// <summary>The number of branches that were taken by any input.</summary>
    public int Branches { get; private set; }

    /// <summary>Instrumented code crashes without memory for its counts, so that they have some before any of it runs.</summary>
    [ModuleInitializer]
    internal static void Prepare()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "SharpFuzz.Common.dll");
        if (File.Exists(file))
        {
            var trace = AssemblyLoadContext.Default.LoadFromAssemblyPath(file).GetType("SharpFuzz.Common.Trace", throwOnError: true)!;
            s_hits = (byte*)NativeMemory.AllocZeroed(Size);
            s_previous = trace.GetField("PrevLocation");
            trace.GetField("SharedMem")!.SetValue(null, Pointer.Box(s_hits, typeof(byte*)));
        }
    }

    /// <summary>Forgets what the last input did.</summary>
    public static void Clear()
    {
        if (IsOn)
        {
            new Span<byte>(s_hits, Size).Clear();
            s_previous!.SetValue(null, 0);
        }
    }

    /// <summary>Adds what the last input did.</summary>
    /// <returns>Whether any of it is new.</returns>
    public bool Learn()
    {
        if (!IsOn)
        {
            return false;
        }

        var isNew = false;
        var hits = new ReadOnlySpan<byte>(s_hits, Size);
        for (int at = 0, found; at < Size && (found = hits[at..].IndexOfAnyExcept((byte)0)) >= 0; at++)
        {
            at += found;
            var kind = (byte)(1 << Math.Min(7, hits[at] < 4 ? hits[at] - 1 : BitOperations.Log2(hits[at]) + 1));
            if ((_seen[at] & kind) == 0)
            {
                Branches += _seen[at] == 0 ? 1 : 0;
                _seen[at] |= kind;
                isNew = true;
            }
        }

        return isNew;
    }
}
