using System.Reflection;
using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Recommender.Service.Tests.Docs;

/// <summary>
/// The settings that the compiled program reads, by property or key. Validation and code generated for records do not count.
/// </summary>
internal static class ReadProperties
{
    private static readonly Lazy<HashSet<string>> s_read = new(() => [.. OptionClasses.Assemblies.SelectMany(Read)]);

    public static bool Has(PropertyInfo property, string section) =>
        s_read.Value.Contains($"{property.DeclaringType!.FullName}.{property.GetMethod!.Name}")
        || s_read.Value.Contains($"{section}:{property.Name}");

    private static List<string> Read(Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        return
        [
            .. module.GetTypes().SelectMany(type => type.Methods)
                .Where(method => method.HasBody && method.Name != "Validate" && !IsOfRecord(method))
                .SelectMany(method => method.Body.Instructions)
                .Select(instruction => instruction.Operand switch
                {
                    MethodReference called => $"{called.DeclaringType.FullName.Replace('/', '+')}.{called.Name}",
                    string text when instruction.OpCode.Code == Code.Ldstr => text,
                    _ => "",
                }),
        ];
    }

    // Equals, GetHashCode, PrintMembers and the copy constructor of a record.
    private static bool IsOfRecord(MethodDefinition method) =>
        method.CustomAttributes.Any(mark => mark.AttributeType.FullName == typeof(CompilerGeneratedAttribute).FullName)
        && method.Name is "PrintMembers" or "Equals" or "GetHashCode" or ".ctor";
}
