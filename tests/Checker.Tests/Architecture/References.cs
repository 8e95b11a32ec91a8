using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Checker.Tests.Architecture;

/// <summary>What the code of a type refers to.</summary>
internal static class References
{
    /// <summary>All types of an assembly, nested ones included.</summary>
    public static IEnumerable<TypeDefinition> Types(System.Reflection.Assembly assembly) =>
        ModuleDefinition.ReadModule(assembly.Location).GetAllTypes();

    /// <summary>The namespace of a type, also of a nested one.</summary>
    public static string NamespaceOf(TypeReference type) =>
        type.DeclaringType is { } outer ? NamespaceOf(outer) : type.GetElementType().Namespace;

    /// <summary>The types that <paramref name="type"/> mentions anywhere.</summary>
    public static IEnumerable<TypeReference> TypesIn(TypeDefinition type) =>
        new[] { type.BaseType }
            .Concat(type.Interfaces.Select(implemented => implemented.InterfaceType))
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Methods.SelectMany(TypesIn))
            .OfType<TypeReference>()
            .SelectMany(Parts);

    /// <summary>The methods that <paramref name="type"/> calls.</summary>
    public static IEnumerable<MethodReference> CallsIn(TypeDefinition type) =>
        type
            .Methods.Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand)
            .OfType<MethodReference>();

    private static IEnumerable<TypeReference?> TypesIn(MethodDefinition method) =>
        method
            .Parameters.Select(parameter => parameter.ParameterType)
            .Append(method.ReturnType)
            .Concat(
                method.HasBody
                    ? method
                        .Body.Variables.Select(variable => variable.VariableType)
                        .Concat(method.Body.Instructions.Select(TypeIn))
                    : []
            );

    private static TypeReference? TypeIn(Mono.Cecil.Cil.Instruction instruction) =>
        instruction.Operand switch
        {
            TypeReference type => type,
            MemberReference member => member.DeclaringType,
            _ => null,
        };

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
            TypeSpecification composed => Parts(composed.ElementType),
            _ => [type],
        };
}
