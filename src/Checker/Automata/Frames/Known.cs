namespace Checker.Automata.Frames;

/// <summary>A number that dispatch code computes with, <c>null</c> when it is none.</summary>
/// <param name="Resuming">Its value when the method is resumed.</param>
/// <param name="Running">Its value when control comes along while the method runs.</param>
internal readonly record struct Known(int? Resuming, int? Running)
{
    public static Known Nothing => default;

    public static Known Constant(int value) => new(value, value);

    public static Known operator -(Known left, Known right) => new(left.Resuming - right.Resuming, left.Running - right.Running);
}
