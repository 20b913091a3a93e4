using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Recommender.Service.Tests.Durability.Faults;

/// <summary>Adds a type to a program that passes on what its code does, if somebody listens, and inserts the calls of it.</summary>
internal sealed class FaultHook
{
    public const string Hit = nameof(Hit);
    public const string Worker = nameof(Worker);
    public const string Site = nameof(Site);

    private readonly ModuleDefinition _module;
    private readonly Dictionary<string, MethodDefinition> _tell = [];

    public FaultHook(ModuleDefinition module, string type)
    {
        _module = module;
        var dot = type.LastIndexOf('.');
        var hook = new TypeDefinition(type[..dot], type[(dot + 1)..],
            TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        module.Types.Add(hook);
        foreach (var name in new[] { Hit, Worker, Site })
        {
            _tell[name] = Add(hook, name);
        }
    }

    /// <summary>Reports a call before it is made, with its arguments already on the stack.</summary>
    public void InsertBefore(MethodDefinition method, Instruction call, string name)
    {
        // Its prefix belongs to the call.
        var first = call.Previous?.OpCode.OpCodeType == OpCodeType.Prefix ? call.Previous : call;
        // Branches to the first instruction must arrive at the report.
        var moved = Instruction.Create(OpCodes.Nop);
        (moved.OpCode, moved.Operand) = (first.OpCode, first.Operand);
        (first.OpCode, first.Operand) = (OpCodes.Ldstr, name);
        var il = method.Body.GetILProcessor();
        var report = il.Create(OpCodes.Call, _tell[Hit]);
        il.InsertAfter(first, report);
        il.InsertAfter(report, moved);
    }

    /// <summary>Reports that a worker's work begins here.</summary>
    public void Enter(MethodDefinition method, string worker) =>
        InsertFirst(MachineOf(method) ?? method, [Instruction.Create(OpCodes.Ldstr, worker)], Worker);

    /// <summary>Reports the site that a method works on, if it has a parameter for it.</summary>
    public void NoteSite(MethodDefinition method)
    {
        // An asynchronous method keeps its parameters in fields.
        foreach (var field in method.Name == "MoveNext" ? method.DeclaringType.Fields.AsEnumerable() : [])
        {
            if (field.Name is "site" or "snapshot" or "head" && GetSite(field.FieldType) is { } get)
            {
                InsertFirst(
                    method, [Instruction.Create(OpCodes.Ldarg_0), Instruction.Create(OpCodes.Ldfld, OfMachine(field)), .. get], Site);
            }
        }

        foreach (var parameter in method.Parameters.Where(parameter => parameter.Name is "site" or "snapshot" or "head"))
        {
            if (MachineOf(method) is null && GetSite(parameter.ParameterType) is { } get)
            {
                InsertFirst(method, [Instruction.Create(OpCodes.Ldarg, parameter), .. get], Site);
            }
        }
    }

    private static MethodDefinition? MachineOf(MethodDefinition method) => method.CustomAttributes
        .FirstOrDefault(attribute => attribute.AttributeType.Name == "AsyncStateMachineAttribute")?.ConstructorArguments[0].Value
        is TypeReference machine ? machine.Resolve().Methods.Single(move => move.Name == "MoveNext") : null;

    private static FieldReference OfMachine(FieldDefinition field)
    {
        if (!field.DeclaringType.HasGenericParameters)
        {
            return field;
        }

        var own = new GenericInstanceType(field.DeclaringType);
        field.DeclaringType.GenericParameters.ToList().ForEach(own.GenericArguments.Add);
        return new FieldReference(field.Name, field.FieldType, own);
    }

    // Empty if the value is the name of the site; null for another type.
    private static Instruction[]? GetSite(TypeReference type) =>
        type.FullName == "System.String" ? []
        : !type.IsValueType && type.Scope == type.Module
            && type.Resolve()?.Properties.FirstOrDefault(
                property => property.Name == "Site" && property.PropertyType.Name == "String")?.GetMethod is { } get
            ? [Instruction.Create(OpCodes.Callvirt, get)]
        : null;

    private void InsertFirst(MethodDefinition method, Instruction[] load, string what)
    {
        var il = method.Body.GetILProcessor();
        var first = method.Body.Instructions[0];
        foreach (var instruction in load.Append(il.Create(OpCodes.Call, _tell[what])))
        {
            il.InsertBefore(first, instruction);
        }
    }

    // public static Action<string>? WhatListener; public static void What(string value) => WhatListener?.Invoke(value);
    private MethodDefinition Add(TypeDefinition hook, string name)
    {
        var action = _module.ImportReference(typeof(Action<string>));
        var listener = new FieldDefinition(name + "Listener", FieldAttributes.Public | FieldAttributes.Static, action);
        var method = new MethodDefinition(name, MethodAttributes.Public | MethodAttributes.Static, _module.TypeSystem.Void);
        method.Parameters.Add(new ParameterDefinition("value", ParameterAttributes.None, _module.TypeSystem.String));
        var il = method.Body.GetILProcessor();
        var end = il.Create(OpCodes.Ret);
        il.Emit(OpCodes.Ldsfld, listener);
        il.Emit(OpCodes.Brfalse, end);
        il.Emit(OpCodes.Ldsfld, listener);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, _module.ImportReference(typeof(Action<string>).GetMethod(nameof(Action<>.Invoke))));
        il.Append(end);
        hook.Fields.Add(listener);
        hook.Methods.Add(method);
        return method;
    }
}
