using Model.Steps;

namespace Model.Litmus;

/// <summary>A location in memory, or an array of them.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of an element.</param>
/// <param name="IsArray">Whether it was declared as an array.</param>
/// <param name="Initial">The initial value of each element; one for a plain location.</param>
public sealed record LitmusVariable(string Name, LitmusType Type, bool IsArray, Sequence<LitmusValue> Initial);
