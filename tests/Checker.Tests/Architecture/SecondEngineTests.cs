using Mono.Cecil;

namespace Checker.Tests.Architecture;

/// <summary>Microsoft.Coyote is a witness: what it is to confirm does not know it.</summary>
public sealed class SecondEngineTests
{
    /// <summary>Only the folder of that engine does, and nothing but commands knows the folder.</summary>
    [Fact]
    public void Only_its_own_folder_knows_Coyote()
    {
        using var checker = AssemblyDefinition.ReadAssembly(typeof(Explore).Assembly.Location);
        string[] others =
        [
            .. checker
                .MainModule.GetTypes()
                .Where(type => !Outermost(type).Namespace.StartsWith("Checker.Coyote", StringComparison.Ordinal))
                .Where(type =>
                    References(type).Any(name => name.StartsWith("Microsoft.Coyote", StringComparison.Ordinal))
                )
                .Select(type => type.FullName),
        ];

        Assert.Empty(others);
        Assert.DoesNotContain(
            AssemblyDefinition.ReadAssembly(typeof(Model.Steps.Step).Assembly.Location).MainModule.AssemblyReferences,
            reference => reference.Name.Contains("Coyote", StringComparison.Ordinal)
        );
    }

    private static TypeDefinition Outermost(TypeDefinition type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<string> References(TypeDefinition type) =>
        type.Fields.Select(field => field.FieldType.FullName)
            .Concat(
                type.Methods.Where(method => method.HasBody)
                    .SelectMany(method => method.Body.Instructions)
                    .Select(instruction => instruction.Operand)
                    .OfType<MemberReference>()
                    .Select(member => member.DeclaringType?.FullName ?? member.FullName)
            );
}
