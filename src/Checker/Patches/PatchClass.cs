using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Model.Input;

namespace Checker.Patches;

/// <summary>Finds the class of a patch file that stands in for the logic of a platform or scenario.</summary>
internal static class PatchClass
{
    /// <summary>The class, and the logic that it derives from.</summary>
    /// <param name="source">The file.</param>
    /// <param name="logics">The classes that may be derived from.</param>
    /// <exception cref="InputException">There is none, more than one, or its constructor is not that of its
    /// base.</exception>
    public static (INamedTypeSymbol Class, Type Logic) Find(PatchSource source, IEnumerable<Type> logics)
    {
        var known = logics
            .Select(logic => (Logic: logic, Symbol: source.Compilation.GetTypeByMetadataName(logic.FullName!)))
            .Where(logic => logic.Symbol is not null)
            .ToDictionary(ISymbol (logic) => logic.Symbol!, logic => logic.Logic, SymbolEqualityComparer.Default);
        var classes = source
            .Root.DescendantNodes()
            .OfType<ClassDeclarationSyntax>()
            .Select(node => (Node: node, Symbol: source.Semantics.GetDeclaredSymbol(node)!))
            .DistinctBy(found => found.Symbol.ToDisplayString())
            .Select(found => (found.Node, found.Symbol, Logic: LogicOf(found.Symbol, known)))
            .Where(found => found.Logic is not null)
            .ToList();
        var concrete = classes.Where(found => !found.Symbol.IsAbstract).ToList();
        switch (concrete)
        {
            case []:
                throw classes.Count == 0
                    ? source.Error(
                        null,
                        "has no class that derives from the logic of a platform or scenario",
                        "checker new patch --base NAME writes one to start from"
                    )
                    : source.Error(
                        classes[0].Node.Identifier.GetLocation(),
                        $"{classes[0].Symbol.Name} is abstract, so there is no replacement for "
                            + $"{classes[0].Logic!.Name}",
                        "remove abstract"
                    );
            case [var only]:
                RequireUsable(source, only.Node, only.Symbol, only.Logic!);
                return (only.Symbol, only.Logic!);
            default:
                throw source.Error(
                    concrete[1].Node.Identifier.GetLocation(),
                    $"{concrete[1].Symbol.Name} is a second class that derives from the logic of a platform or "
                        + "scenario",
                    $"a patch file has one: remove it or {concrete[0].Symbol.Name}, or make one of them abstract"
                );
        }
    }

    /// <summary>The constructor of some logic that a patch has to call.</summary>
    public static IMethodSymbol ConstructorOf(INamedTypeSymbol logic) =>
        logic
            .InstanceConstructors.Where(constructor =>
                constructor.DeclaredAccessibility
                    is Accessibility.Public
                        or Accessibility.Protected
                        or Accessibility.ProtectedOrInternal
            )
            .MaxBy(constructor => constructor.Parameters.Length)!;

    private static Type? LogicOf(INamedTypeSymbol symbol, Dictionary<ISymbol, Type> known)
    {
        for (var type = symbol.BaseType; type is not null; type = type.BaseType)
        {
            if (known.TryGetValue(type, out var logic))
            {
                return logic;
            }
        }

        return null;
    }

    private static void RequireUsable(
        PatchSource source,
        ClassDeclarationSyntax node,
        INamedTypeSymbol symbol,
        Type logic
    )
    {
        var place = node.Identifier.GetLocation();
        for (var type = symbol; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
            {
                throw source.Error(
                    place,
                    $"{symbol.Name} has type parameters, so it cannot be instantiated",
                    "remove them"
                );
            }
        }

        var wanted = ConstructorOf(source.Compilation.GetTypeByMetadataName(logic.FullName!)!);
        bool isThere = symbol.InstanceConstructors.Any(constructor =>
            constructor.DeclaredAccessibility == Accessibility.Public
            && constructor
                .Parameters.Select(parameter => parameter.Type)
                .SequenceEqual(wanted.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default)
        );
        if (!isThere)
        {
            string parameters = string.Join(
                ", ",
                wanted.Parameters.Select(parameter =>
                    $"{parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {parameter.Name}"
                )
            );
            string arguments = string.Join(", ", wanted.Parameters.Select(parameter => parameter.Name));
            throw source.Error(
                place,
                $"{symbol.Name} has no public constructor with the parameters of {logic.Name}'s",
                $"write class {symbol.Name}({parameters}) : {logic.Name}({arguments})"
            );
        }
    }
}
