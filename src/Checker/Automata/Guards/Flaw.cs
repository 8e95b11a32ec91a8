using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>Why a value must be no part of a state: comparing it does not tell whether two futures are equal.</summary>
/// <param name="Type">The type of the value, or of the part of it that is to blame.</param>
/// <param name="Compares">Whether it is immutable, but compared by too little.</param>
internal readonly record struct Flaw(Type Type, bool Compares)
{
    /// <summary>The flaw and its cure, to follow on "it is or contains".</summary>
    public override string ToString() => $"a {MethodNames.Display(Type)}, {(Compares
        ? "whose Equals can call two different values equal; hold what tells them apart as integers, or vouch for a type of your own with [Value]"
        : "which can change unseen; hold an immutable value such as a number, a readonly record struct or a Sequence, or create it where the model is built")}";
}
