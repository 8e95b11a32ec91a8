using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Model.Steps;

namespace Checker.Patches;

/// <summary>
/// Writes a patch file to start from: every step that can be overridden, each doing what the base does.
/// </summary>
internal static class PatchTemplate
{
    private static readonly SymbolDisplayFormat _types =
        SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
        );

    /// <summary>The text of the file.</summary>
    /// <param name="start">What the patch starts from.</param>
    /// <param name="name">The name of the class.</param>
    public static string Of(PatchBase start, string name)
    {
        var logic = PatchSource.Compile("Template").GetTypeByMetadataName(start.Logic.FullName!)!;
        var constructor = PatchClass.ConstructorOf(logic);
        var steps = OverridableStep
            .Of(start.Logic)
            .Select(step => (Step: step, Symbol: Find(logic, step)))
            .Where(step =>
                step.Symbol.DeclaredAccessibility
                    is Accessibility.Public
                        or Accessibility.Protected
                        or Accessibility.ProtectedOrInternal
            )
            .ToList();
        var text = new StringBuilder();
        foreach (string used in Namespaces([logic, constructor, .. steps.Select(step => (ISymbol)step.Symbol)]))
        {
            text.AppendLine($"using {used};");
        }

        text.AppendLine(
            $$"""

            namespace Patches;

            /// <summary>A patch of {{start.Name}}: say here what it changes.</summary>
            /// <remarks>
            /// Each step below does what the base does. Change the ones that you need and delete the others; then run
            /// checker validate on this file.
            /// A step is an async method whose every await of an operation on a shared object is one atomic action that
            /// others can come between.
            /// Make shared objects (a lock, a word) as readonly fields of the class. What the class can use is in
            /// docs/patches.md.
            /// </remarks>
            internal sealed class {{name}}({{Parameters(constructor)}}) : {{logic.ToDisplayString(_types)}}({{Arguments(
                constructor
            )}})
            {
            """
        );
        text.AppendJoin('\n', steps.Select(step => Member(step.Step, step.Symbol)));
        text.AppendLine("}");
        return text.Replace("\r\n", "\n").ToString();
    }

    /// <summary>The declaration of a step without its accessibility, as docs and listings show it.</summary>
    public static string Signature(IMethodSymbol method) =>
        $"{method.ReturnType.ToDisplayString(_types)} {method.Name}{TypeParameters(method)}({Parameters(method)})";

    private static string Member(OverridableStep step, IMethodSymbol method)
    {
        string accessibility = method.DeclaredAccessibility == Accessibility.Public ? "public" : "protected";
        return $"""
                // {step.Routine}: {step.Summary}.
                {accessibility} override {Signature(method)} =>
                    base.{method.Name}{TypeParameters(method)}({Arguments(method)});

            """;
    }

    private static IMethodSymbol Find(INamedTypeSymbol logic, OverridableStep step)
    {
        for (var type = logic; type is not null; type = type.BaseType)
        {
            var parameters = step.Method.GetParameters();
            if (
                type.GetMembers(step.Method.Name)
                    .OfType<IMethodSymbol>()
                    .FirstOrDefault(method =>
                        method.Parameters.Length == parameters.Length
                        && method.Parameters.Zip(parameters).All(pair => pair.First.Name == pair.Second.Name)
                    ) is
                { } found
            )
            {
                return found;
            }
        }

        throw new InvalidOperationException($"{logic.Name} has no step {step.Method.Name}.");
    }

    private static string Parameters(IMethodSymbol method) =>
        string.Join(
            ", ",
            method.Parameters.Select(parameter =>
                $"{RefKind(parameter)}{parameter.Type.ToDisplayString(_types)} {Name(parameter)}"
            )
        );

    private static string Arguments(IMethodSymbol method) =>
        string.Join(", ", method.Parameters.Select(parameter => RefKind(parameter) + Name(parameter)));

    private static string RefKind(IParameterSymbol parameter) =>
        parameter.RefKind switch
        {
            Microsoft.CodeAnalysis.RefKind.Ref => "ref ",
            Microsoft.CodeAnalysis.RefKind.Out => "out ",
            Microsoft.CodeAnalysis.RefKind.In => "in ",
            _ => "",
        };

    private static string Name(IParameterSymbol parameter) =>
        SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name : $"@{parameter.Name}";

    private static string TypeParameters(IMethodSymbol method) =>
        method.TypeParameters.Length == 0
            ? ""
            : $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name))}>";

    private static IEnumerable<string> Namespaces(IEnumerable<ISymbol> symbols) =>
        symbols
            .SelectMany(symbol =>
                symbol switch
                {
                    IMethodSymbol method => method
                        .Parameters.Select(parameter => parameter.Type)
                        .Append(method.ReturnType)
                        .SelectMany(Parts),
                    ITypeSymbol type => Parts(type),
                    _ => [],
                }
            )
            .Where(type => type.ContainingNamespace is { IsGlobalNamespace: false })
            .Select(type => type.ContainingNamespace.ToDisplayString())
            .Where(name => !PatchSource.IsImplicit(name))
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) =>
        type switch
        {
            INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Append(named),
            IArrayTypeSymbol array => Parts(array.ElementType),
            _ => [],
        };
}
