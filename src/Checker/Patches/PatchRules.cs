using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Model.Input;
using Model.Steps;

namespace Checker.Patches;

/// <summary>Rules of sound exploration that the text of a patch shows to be broken, before anything runs.</summary>
internal static class PatchRules
{
    /// <summary>Refuses what cannot be explored.</summary>
    /// <exception cref="PatchErrorsException">A static variable is written, or something awaited that cannot be
    /// scheduled.</exception>
    public static void Require(PatchSource source) =>
        PatchSource.Throw([
            .. source
                .Root.DescendantNodes()
                .Select(node =>
                    node is AwaitExpressionSyntax awaited ? ForeignAwait(source, awaited) : StaticWrite(source, node)
                )
                .OfType<InputException>(),
        ]);

    /// <summary>What a node writes to, or <c>null</c> when it writes nothing.</summary>
    public static ExpressionSyntax? WrittenBy(SyntaxNode node) =>
        node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left,
            PrefixUnaryExpressionSyntax prefix
                when prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression =>
                prefix.Operand,
            PostfixUnaryExpressionSyntax postfix
                when postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression =>
                postfix.Operand,
            ArgumentSyntax argument
                when argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword =>
                argument.Expression,
            _ => null,
        };

    private static InputException? StaticWrite(PatchSource source, SyntaxNode node)
    {
        if (
            WrittenBy(node) is not { } written
            || node.FirstAncestorOrSelf<ConstructorDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.StaticKeyword) == true
        )
        {
            return null;
        }

        return written
            .DescendantNodesAndSelf(child => child is TupleExpressionSyntax or ArgumentSyntax)
            .Select(target => (target, Symbol: source.Semantics.GetSymbolInfo(target).Symbol))
            .Where(target => target.Symbol is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true })
            .Select(target =>
                source.Error(
                    target.target.GetLocation(),
                    $"writes the static {(target.Symbol is IFieldSymbol ? "field" : "property")} "
                        + $"{target.Symbol!.Name}, which is not part of the explored state",
                    "make it a shared object or a local"
                )
            )
            .FirstOrDefault();
    }

    private static InputException? ForeignAwait(PatchSource source, AwaitExpressionSyntax awaited)
    {
        var awaiter = source.Semantics.GetAwaitExpressionInfo(awaited).GetAwaiterMethod?.ReturnType;
        return awaiter is null || awaiter.ContainingNamespace?.ToDisplayString() == typeof(Step).Namespace
            ? null
            : source.Error(
                awaited.GetLocation(),
                $"awaits a {source.Semantics.GetTypeInfo(awaited.Expression).Type?.Name}, which the checker cannot "
                    + "schedule",
                "await only operations of shared objects, choices and other Step methods"
            );
    }
}
