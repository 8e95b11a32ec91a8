using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Checker.Patches;

/// <summary>
/// Puts a call of the patch's probe before every statement, on the statement's own line, so that lines stay what they
/// are. A body that is one expression becomes a block.
/// </summary>
/// <param name="semantics">Tells whether a body's expression has a value.</param>
internal sealed class Instrumentation(SemanticModel semantics) : CSharpSyntaxRewriter
{
    private const string Class = "Statements";
    private const string Namespace = "Model.Steps.Generated";

    private readonly List<PatchStatement> _statements = [];

    /// <summary>The type and field that hold the probe in the compiled patch.</summary>
    public static (string Type, string Field) ProbeField => ($"{Namespace}.{Class}", "Probe");

    /// <summary>The statements met so far; the number of each is its index.</summary>
    public IReadOnlyList<PatchStatement> Statements => _statements;

    /// <summary>The code that the calls lead to.</summary>
    public string SupportCode =>
        FormattableString.Invariant(
            $$"""
            namespace {{Namespace}}
            {
                internal static class {{Class}}
                {
                    internal static readonly global::Model.Steps.StatementProbe Probe = new({{_statements.Count}});

                    internal static void Reach(int statement) => Probe.Reach(statement);
                }
            }
            """
        );

    public override SyntaxNode? VisitBlock(BlockSyntax node)
    {
        var statements = WithReaches(node.Statements);
        bool isEmptyLoop =
            node.Parent
                is WhileStatementSyntax
                    or DoStatementSyntax
                    or ForStatementSyntax
                    or CommonForEachStatementSyntax
            && node.Statements.All(statement => statement is LocalFunctionStatementSyntax or BlockSyntax);
        return node.WithStatements(isEmptyLoop ? statements.Insert(0, Reach(node.Parent!)) : statements);
    }

    public override SyntaxNode? VisitSwitchSection(SwitchSectionSyntax node) =>
        node.WithLabels(VisitList(node.Labels)).WithStatements(WithReaches(node.Statements));

    public override SyntaxNode? Visit(SyntaxNode? node) =>
        node is StatementSyntax statement and not BlockSyntax && IsEmbedded(statement)
            ? SyntaxFactory.Block(ReachBefore(statement)).WithTrailingTrivia(SyntaxFactory.Space)
            : base.Visit(node);

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        WithBlock(node) ?? base.VisitMethodDeclaration(node);

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) =>
        node.ExpressionBody is { } arrow
            ? node.WithExpressionBody(null)
                .WithSemicolonToken(default)
                .WithBody(Body(arrow, node.SemicolonToken, semantics.GetDeclaredSymbol(node) as IMethodSymbol))
            : base.VisitLocalFunctionStatement(node);

    public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node) =>
        WithBlock(node) ?? base.VisitOperatorDeclaration(node);

    public override SyntaxNode? VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node) =>
        WithBlock(node) ?? base.VisitConversionOperatorDeclaration(node);

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node) =>
        WithBlock(node) ?? base.VisitConstructorDeclaration(node);

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node) =>
        node.ExpressionBody is { } arrow
            ? node.WithExpressionBody(null)
                .WithSemicolonToken(default)
                .WithBody(Body(arrow, node.SemicolonToken, semantics.GetDeclaredSymbol(node)))
            : base.VisitAccessorDeclaration(node);

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node) =>
        node.ExpressionBody is { } arrow
            ? node.WithExpressionBody(null)
                .WithSemicolonToken(default)
                .WithAccessorList(Getter(arrow, node.SemicolonToken, semantics.GetDeclaredSymbol(node)))
            : base.VisitPropertyDeclaration(node);

    public override SyntaxNode? VisitIndexerDeclaration(IndexerDeclarationSyntax node) =>
        node.ExpressionBody is { } arrow
            ? node.WithExpressionBody(null)
                .WithSemicolonToken(default)
                .WithAccessorList(Getter(arrow, node.SemicolonToken, semantics.GetDeclaredSymbol(node)))
            : base.VisitIndexerDeclaration(node);

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        IsFunction(node)
            ? node.WithExpressionBody(null)
                .WithBlock(Body(node.ExpressionBody!, default, semantics.GetSymbolInfo(node).Symbol as IMethodSymbol))
            : base.VisitSimpleLambdaExpression(node);

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        IsFunction(node)
            ? node.WithExpressionBody(null)
                .WithBlock(Body(node.ExpressionBody!, default, semantics.GetSymbolInfo(node).Symbol as IMethodSymbol))
            : base.VisitParenthesizedLambdaExpression(node);

    private static bool IsEmbedded(StatementSyntax statement) =>
        statement.Parent switch
        {
            IfStatementSyntax
            or ElseClauseSyntax
            or WhileStatementSyntax
            or DoStatementSyntax
            or ForStatementSyntax
            or CommonForEachStatementSyntax
            or UsingStatementSyntax
            or LockStatementSyntax
            or FixedStatementSyntax => true,
            _ => false,
        };

    private BaseMethodDeclarationSyntax? WithBlock(BaseMethodDeclarationSyntax node) =>
        node.ExpressionBody is { } arrow
            ? node.WithExpressionBody(null)
                .WithSemicolonToken(default)
                .WithBody(Body(arrow, node.SemicolonToken, semantics.GetDeclaredSymbol(node)))
            : null;

    // A lambda that becomes an expression tree can have no statements.
    private bool IsFunction(LambdaExpressionSyntax node) =>
        node.ExpressionBody is not null && semantics.GetTypeInfo(node).ConvertedType?.TypeKind == TypeKind.Delegate;

    private SyntaxList<StatementSyntax> WithReaches(SyntaxList<StatementSyntax> statements) =>
        [.. statements.SelectMany(ReachBefore)];

    private StatementSyntax[] ReachBefore(StatementSyntax statement)
    {
        switch (statement)
        {
            case BlockSyntax or LocalFunctionStatementSyntax:
                return [(StatementSyntax)base.Visit(statement)!];
            case LabeledStatementSyntax labeled:
                var (reach, inner) = (Reach(labeled.Statement), (StatementSyntax)base.Visit(labeled.Statement)!);
                return
                [
                    labeled.WithStatement(reach.WithLeadingTrivia(labeled.Statement.GetLeadingTrivia())),
                    inner.WithoutLeadingTrivia(),
                ];
            default:
                var before = Reach(statement).WithLeadingTrivia(statement.GetLeadingTrivia());
                return [before, ((StatementSyntax)base.Visit(statement)!).WithoutLeadingTrivia()];
        }
    }

    private BlockSyntax Body(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon, IMethodSymbol? method) =>
        Body(arrow.Expression, arrow.ArrowToken.LeadingTrivia.AddRange(arrow.ArrowToken.TrailingTrivia), method)
            .WithTrailingTrivia(semicolon.LeadingTrivia.AddRange(semicolon.TrailingTrivia));

    // Every line end stays, so that lines stay what they are.
    private BlockSyntax Body(ExpressionSyntax expression, SyntaxTriviaList before, IMethodSymbol? method)
    {
        bool hasValue =
            method is not null
            && !method.ReturnsVoid
            && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { Arity: 0 });
        var reach = Reach(expression).WithLeadingTrivia(before.AddRange(expression.GetLeadingTrivia()));
        var visited = ((ExpressionSyntax)base.Visit(expression)!).WithoutLeadingTrivia();
        var semicolon = SyntaxFactory.Token(SyntaxKind.SemicolonToken);
        StatementSyntax statement =
            visited is ThrowExpressionSyntax thrown
                ? SyntaxFactory.ThrowStatement(thrown.ThrowKeyword, thrown.Expression, semicolon)
            : hasValue
                ? SyntaxFactory.ReturnStatement(
                    SyntaxFactory.Token([], SyntaxKind.ReturnKeyword, [SyntaxFactory.Space]),
                    visited,
                    semicolon
                )
            : SyntaxFactory.ExpressionStatement(visited, semicolon);
        return SyntaxFactory.Block(reach, statement);
    }

    private AccessorListSyntax Getter(
        ArrowExpressionClauseSyntax arrow,
        SyntaxToken semicolon,
        IPropertySymbol? property
    ) =>
        SyntaxFactory.AccessorList([
            SyntaxFactory.AccessorDeclaration(
                SyntaxKind.GetAccessorDeclaration,
                Body(arrow, semicolon, property?.GetMethod)
            ),
        ]);

    private StatementSyntax Reach(SyntaxNode statement)
    {
        var (start, end) = (statement.GetLocation().GetLineSpan().StartLinePosition, OwnEnd(statement));
        _statements.Add(new PatchStatement(MemberOf(statement), start.Line + 1, start.Character + 1, end + 1));
        return SyntaxFactory.ParseStatement(
            FormattableString.Invariant($"global::{Namespace}.{Class}.Reach({_statements.Count - 1}); ")
        );
    }

    // A compound statement ends, for this purpose, before the first statement in it.
    private static int OwnEnd(SyntaxNode statement)
    {
        int last = statement.GetLocation().GetLineSpan().EndLinePosition.Line;
        int start = statement.GetLocation().GetLineSpan().StartLinePosition.Line;
        var inner = statement.DescendantNodes().FirstOrDefault(node => node is StatementSyntax or SwitchSectionSyntax);
        return inner is null ? last : Math.Max(start, inner.GetLocation().GetLineSpan().StartLinePosition.Line - 1);
    }

    private static string MemberOf(SyntaxNode node) =>
        node.Ancestors()
            .Select(ancestor =>
                ancestor switch
                {
                    MethodDeclarationSyntax method => method.Identifier.Text,
                    LocalFunctionStatementSyntax local => local.Identifier.Text,
                    ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
                    PropertyDeclarationSyntax property => property.Identifier.Text,
                    IndexerDeclarationSyntax => "this[]",
                    OperatorDeclarationSyntax declared => $"operator {declared.OperatorToken.Text}",
                    ConversionOperatorDeclarationSyntax conversion => $"operator {conversion.Type}",
                    BaseTypeDeclarationSyntax type => type.Identifier.Text,
                    _ => null,
                }
            )
            .OfType<string>()
            .FirstOrDefault()
        ?? "";
}
