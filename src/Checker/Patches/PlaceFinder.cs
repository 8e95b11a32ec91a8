using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Model.Steps;

namespace Checker.Patches;

/// <summary>Finds what the compiled code of a patch is about in the patch file.</summary>
/// <param name="source">The file.</param>
/// <param name="assembly">What it was compiled to.</param>
internal sealed class PlaceFinder(PatchSource source, Assembly assembly)
{
    /// <summary>Line and column of a place, each counted from 1; <c>null</c> when it is not in the file.</summary>
    public (int Line, int Column)? Find(CodePlace place)
    {
        if (place.Type.Assembly != assembly)
        {
            return null;
        }

        var found =
            place.Variable is not { } variable ? Method(MethodNames.Of(place.Type))
            : place.IsWritten ? Written(variable)
            : Declared(variable, MethodNames.Of(place.Type)) ?? Method(MethodNames.Of(place.Type));
        return found?.GetLineSpan().StartLinePosition is { } start ? (start.Line + 1, start.Character + 1) : null;
    }

    private Location? Method(string name) =>
        source
            .Root.DescendantNodes()
            .Select(node =>
                node switch
                {
                    MethodDeclarationSyntax method => method.Identifier,
                    LocalFunctionStatementSyntax local => local.Identifier,
                    _ => default,
                }
            )
            .FirstOrDefault(identifier => identifier.ValueText == name)
            is { RawKind: not 0 } found
            ? found.GetLocation()
            : null;

    // A call on the variable may change what it holds.
    private Location? Written(string name)
    {
        var nodes = source.Root.DescendantNodes().ToList();
        return nodes
                .Select(PatchRules.WrittenBy)
                .FirstOrDefault(written => written is not null && Names(written, name))
                ?.GetLocation()
            ?? nodes
                .OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(call => Names(call.Expression, name))
                ?.GetLocation();
    }

    private static bool Names(ExpressionSyntax expression, string name) =>
        expression
            .DescendantNodesAndSelf()
            .OfType<IdentifierNameSyntax>()
            .Any(identifier => identifier.Identifier.ValueText == name);

    private Location? Declared(string name, string method)
    {
        var identifiers = source
            .Root.DescendantNodes()
            .Select(node =>
                node switch
                {
                    VariableDeclaratorSyntax variable => variable.Identifier,
                    SingleVariableDesignationSyntax variable => variable.Identifier,
                    ParameterSyntax parameter => parameter.Identifier,
                    ForEachStatementSyntax loop => loop.Identifier,
                    CatchDeclarationSyntax caught => caught.Identifier,
                    _ => default,
                }
            )
            .Where(identifier => identifier.ValueText == name)
            .ToList();
        return identifiers
            .OrderBy(identifier => IsIn(identifier.Parent!, method) ? 0 : 1)
            .Select(identifier => identifier.GetLocation())
            .FirstOrDefault();
    }

    private static bool IsIn(SyntaxNode node, string method) =>
        node.Ancestors()
            .Any(ancestor =>
                (ancestor as MethodDeclarationSyntax)?.Identifier.ValueText == method
                || (ancestor as LocalFunctionStatementSyntax)?.Identifier.ValueText == method
            );
}
