using Model.Steps;
using Model.Systems;

namespace Checker.Properties.Expressions;

/// <summary>
/// A value that is compared at the end of an execution: a name of the model, or memory such as <c>[0xb8000:4]</c>.
/// </summary>
/// <param name="Name">How it was written, without white space.</param>
/// <param name="Value">Its value in a state.</param>
internal readonly record struct ObservedValue(string Name, Func<StateView, ulong> Value)
{
    /// <summary>Reads what the user wrote.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="names">What it may name. Names that no expression could have, as models may declare them, are good
    /// here.</param>
    /// <exception cref="ExpressionException">It is not a name of the model, and no place in its memory.</exception>
    public static ObservedValue Parse(string text, IStateNames names)
    {
        if (names.Value(text) is { } known)
        {
            return new ObservedValue(text, known);
        }

        var value = new Parser(text, names).ParseValue().Value;
        return new ObservedValue(
            string.Concat(text.Where(character => !char.IsWhiteSpace(character))),
            states => (ulong)value(states)
        );
    }
}
