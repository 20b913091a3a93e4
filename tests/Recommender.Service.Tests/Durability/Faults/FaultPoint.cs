using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Recommender.Service.Tests.Durability.Faults;

/// <summary>One call in the code of a worker that may fail for a reason outside the program.</summary>
/// <param name="Worker">The worker from whose code the call can be reached.</param>
/// <param name="Kind">What is called.</param>
/// <param name="Method">The method that contains the call.</param>
/// <param name="Instruction">The call.</param>
/// <param name="Name">
/// The name of the call, the same in every build of one source: "Articles.ArticleStore.FindAsync > Database.ConnectAsync".
/// </param>
internal sealed record FaultPoint(string Worker, FaultKind Kind, MethodDefinition Method, Instruction Instruction, string Name)
{
    public static string NameOf(MethodDefinition method, MethodReference called)
    {
        var (type, name) = (method.DeclaringType, method.Name);
        // What the compiler made of lambdas, iterators and asynchronous methods has the name of the method in angle brackets.
        for (; type.DeclaringType is not null && type.Name.StartsWith('<'); type = type.DeclaringType)
        {
            name = type.Name.StartsWith("<>", StringComparison.Ordinal) ? name : type.Name;
        }

        name = name.StartsWith('<') ? name.TrimStart('<').Split('>')[0] : name;
        return $"{type.FullName["Recommender.Service.".Length..].Replace('/', '.')}.{name} > {called.DeclaringType.Name}.{called.Name}";
    }
}

/// <summary>What a worker calls outside the program.</summary>
internal enum FaultKind
{
    Store,
    Network,
    Disk,
    Engine,
    Process,
}
