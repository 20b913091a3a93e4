using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Recommender.Service.Tests.Architecture;

/// <summary>Which types use which, as the compiler wrote it: it finds what no using directive says.</summary>
internal static class CompiledArrows
{
    /// <summary>Each type of the assembly with each other type of it that its members or their code name.</summary>
    public static IReadOnlySet<(string From, string To)> Of(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var arrows = new HashSet<(string, string)>();
        foreach (var type in module.GetTypes())
        {
            var from = Outermost(type).FullName;
            foreach (var used in Used(type).SelectMany(Parts).Where(used => used.Scope == module))
            {
                var to = Outermost(used).FullName;
                if (to != from)
                {
                    arrows.Add((from, to));
                }
            }
        }

        return arrows;
    }

    /// <summary>The top folder that a type of the project lies in, by its namespace.</summary>
    /// <returns>Null for a type of no namespace of the project: what the compiler makes.</returns>
    public static string? FolderOf(string project, string type)
    {
        var dot = type.LastIndexOf('.');
        var space = dot < 0 ? "" : type[..dot];
        return space == project ? "."
            : space.StartsWith(project + ".", StringComparison.Ordinal) ? space[(project.Length + 1)..].Split('.')[0]
            : null;
    }

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private static IEnumerable<TypeReference> Used(TypeDefinition type) =>
    [
        .. type.BaseType is null ? [] : new[] { type.BaseType },
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.CustomAttributes.Select(a => a.AttributeType),
        .. type.Fields.Select(f => f.FieldType),
        .. type.Methods.SelectMany(Used),
    ];

    private static IEnumerable<TypeReference> Used(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(p => p.ParameterType),
        .. method.GenericParameters.SelectMany(g => g.Constraints.Select(c => c.ConstraintType)),
        .. method.CustomAttributes.Select(a => a.AttributeType),
        .. !method.HasBody ? [] : method.Body.Variables.Select(v => v.VariableType).Concat(method.Body.Instructions.SelectMany(Used)),
    ];

    private static IEnumerable<TypeReference> Used(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod generic => [generic.DeclaringType, .. generic.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        null => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
