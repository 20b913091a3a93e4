using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Recommender.Service.Tests.Durability.Faults;

/// <summary>
/// Finds, in the compiled program, every call to store, network, disk, engine and processes that the code of a background worker can
/// reach. A new worker or call is found without being named here.
/// </summary>
internal sealed class WorkerCalls
{
    private const string Worker = "Microsoft.Extensions.Hosting.BackgroundService";
    private static readonly string[] Handlers =
        ["System.EventHandler", "System.Diagnostics.DataReceivedEventHandler", "System.Threading.TimerCallback"];

    private static readonly string[] Work = ["ExecuteAsync", "StopAsync"];

    private readonly ModuleDefinition _module;
    private readonly Dictionary<string, List<MethodDefinition>> _overrides = [];
    private readonly Dictionary<string, List<MethodDefinition>> _bound = [];

    public WorkerCalls(ModuleDefinition module)
    {
        _module = module;
        foreach (var type in module.GetTypes())
        {
            FindOverrides(type);
            FindDelegates(type);
        }
    }

    /// <summary>The methods that run a worker's work.</summary>
    public IEnumerable<MethodDefinition> Entries => _module.GetTypes().Where(type => type.BaseType?.FullName == Worker)
        .SelectMany(type => type.Methods).Where(method => method.IsVirtual && Work.Contains(method.Name));

    /// <summary>The calls of all workers; a call that several of them can reach is several points.</summary>
    public IReadOnlyList<FaultPoint> Points() =>
    [
        .. Entries.GroupBy(method => method.DeclaringType.Name).SelectMany(worker => Points(worker.Key, Reachable(worker)))
            .GroupBy(point => point.Name).SelectMany(Numbered),
    ];

    /// <summary>All methods that a worker's code can call, with those of lambdas, iterators and asynchronous methods.</summary>
    public IReadOnlyCollection<MethodDefinition> Reachable(IEnumerable<MethodDefinition> from)
    {
        var (reached, waiting) = (new HashSet<MethodDefinition>(from), new Queue<MethodDefinition>(from));
        while (waiting.TryDequeue(out var method))
        {
            foreach (var next in method.Body.Instructions.SelectMany(Called).Where(next => next.HasBody && reached.Add(next)))
            {
                waiting.Enqueue(next);
            }
        }

        return reached;
    }

    /// <summary>Whether the method is called by a thread of the pool, outside the flow of a worker.</summary>
    public bool IsHandler(MethodDefinition method) => Handlers.SelectMany(Bound).Contains(method);

    // Reading processes have tests of their own, which kill them: see Importing.Budgets.
    private static IEnumerable<FaultPoint> Points(string worker, IEnumerable<MethodDefinition> methods) => methods
        .Where(method => !method.DeclaringType.FullName.StartsWith("Recommender.Service.Importing.Budgets.", StringComparison.Ordinal))
        .SelectMany(method => method.Body.Instructions
            .Select(instruction => (Instruction: instruction, Kind: KindOf(instruction))).Where(call => call.Kind is not null)
            .Select(call => new FaultPoint(
                worker, call.Kind!.Value, method, call.Instruction,
                FaultPoint.NameOf(method, (MethodReference)call.Instruction.Operand))));

    private static IEnumerable<FaultPoint> Numbered(IEnumerable<FaultPoint> same)
    {
        var calls = same.Select(point => point.Instruction).Distinct().ToList();
        return same.Select(point => point with
        {
            Name = point.Name + (calls.IndexOf(point.Instruction) is > 0 and var more ? $" #{more + 1}" : ""),
        });
    }

    private static FaultKind? KindOf(Instruction instruction)
    {
        if (instruction.OpCode.Code is not (Code.Call or Code.Callvirt or Code.Newobj) || instruction.Operand is not MethodReference called)
        {
            return null;
        }

        var (type, name) = (called.DeclaringType.GetElementType(), called.Name);
        var isAccessor = name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal);
        var (isMade, isDisposed) = (name == ".ctor", name is "Dispose" or "DisposeAsync" or "<Clone>$");
        return isDisposed || name.StartsWith("add_", StringComparison.Ordinal) || name.StartsWith("op_", StringComparison.Ordinal) ? null
            : type.Scope.Name == "Recommender.Engine" ? (isAccessor || isMade ? null : FaultKind.Engine)
            : type.Namespace switch
            {
                "Dapper" or "System.Data.Common" or "Microsoft.Data.Sqlite" => isAccessor || isMade ? null : FaultKind.Store,
                "System.Net" => type.Name == "Dns" ? FaultKind.Network : null,
                "System.Net.Sockets" => FaultKind.Network,
                "System.Net.Http" => isAccessor || isMade || !IsOfNetwork(type.Name) ? null : FaultKind.Network,
                "System.Diagnostics" => type.Name != "Process" || isMade || IsOfProcess(name) ? null : FaultKind.Process,
                "System.IO" => !IsOfDisk(type.Name, isMade, isAccessor) ? null : FaultKind.Disk,
                _ => null,
            };
    }

    private static bool IsOfNetwork(string type) =>
        type is "HttpClient" or "HttpMessageInvoker" or "HttpContent" or "IHttpClientFactory" or "HttpClientFactoryExtensions";

    // Properties that only prepare a start.
    private static bool IsOfProcess(string member) => member is "set_StartInfo" or "set_EnableRaisingEvents";

    private static bool IsOfDisk(string type, bool isMade, bool isAccessor) => type switch
    {
        "File" or "Directory" => true,
        "FileStream" or "FileInfo" or "DirectoryInfo" or "DriveInfo" => true,
        "StreamReader" or "StreamWriter" => isMade,
        "Stream" => !isMade && !isAccessor,
        _ => false,
    };

    private IEnumerable<MethodDefinition> Called(Instruction instruction)
    {
        if (instruction.Operand is not MethodReference called)
        {
            return [];
        }

        // An asynchronous method starts its state machine by a generic method of the framework.
        var machines = called is GenericInstanceMethod generic
            ? generic.GenericArguments.Where(type => type is not GenericParameter && type.GetElementType().Scope == _module)
                .SelectMany(type => Moves(type.Resolve()))
            : [];
        if (called.DeclaringType.GetElementType().Scope != _module || called.Resolve() is not { } method)
        {
            return machines;
        }

        return
        [
            .. machines, method, .. _overrides.GetValueOrDefault(method.FullName) ?? [],
            .. method.Name == "Invoke" ? Bound(method.DeclaringType.FullName) : [],
            // An iterator is created here, and moved by the framework.
            .. method.IsConstructor && method.DeclaringType.Name.Contains(">d__", StringComparison.Ordinal)
                ? Moves(method.DeclaringType) : [],
        ];
    }

    private static IEnumerable<MethodDefinition> Moves(TypeDefinition machine) =>
        machine.Methods.Where(method => method.Name == "MoveNext");

    private List<MethodDefinition> Bound(string type) => _bound.GetValueOrDefault(type) ?? [];

    private void FindOverrides(TypeDefinition type)
    {
        foreach (var declared in Ancestors(type).SelectMany(ancestor => ancestor.Methods).Where(method => method.IsVirtual))
        {
            foreach (var method in type.Methods.Where(method => method.IsVirtual && method.Parameters.Count == declared.Parameters.Count
                && (method.Name == declared.Name || method.Name.EndsWith("." + declared.Name, StringComparison.Ordinal))))
            {
                Add(_overrides, declared.FullName, method);
            }
        }
    }

    private IEnumerable<TypeDefinition> Ancestors(TypeDefinition type)
    {
        var near = type.Interfaces.Select(each => each.InterfaceType).Append(type.BaseType)
            .Where(each => each?.GetElementType().Scope == _module).Select(each => each!.Resolve()).ToList();
        return near.Concat(near.SelectMany(Ancestors));
    }

    private void FindDelegates(TypeDefinition type)
    {
        foreach (var instruction in type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions))
        {
            if (instruction is { OpCode.Code: Code.Ldftn, Operand: MethodReference bound, Next: { OpCode.Code: Code.Newobj } made }
                && bound.DeclaringType.GetElementType().Scope == _module && bound.Resolve() is { } method)
            {
                Add(_bound, ((MethodReference)made.Operand).DeclaringType.GetElementType().FullName, method);
            }
        }
    }

    private static void Add(Dictionary<string, List<MethodDefinition>> lists, string key, MethodDefinition method)
    {
        lists.TryAdd(key, []);
        lists[key].Add(method);
    }
}
