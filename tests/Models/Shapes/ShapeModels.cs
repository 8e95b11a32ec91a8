namespace Models.Shapes;

/// <summary>Every body shape.</summary>
public static class ShapeModels
{
    public static IReadOnlyList<ShapeModel> All { get; } =
    [
        .. LoopShapes.All,
        .. TryShapes.All,
        .. FinallyShapes.All,
        .. DisposalShapes.All,
        .. ExpressionShapes.All,
        .. ValueShapes.All,
        .. CallShapes.All,
        .. UnneededShapes.All,
    ];
}
