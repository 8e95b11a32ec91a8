namespace Model.Steps;

/// <summary>A part of an object's state that has a name of its own, such as one of several variables in a word of memory.</summary>
/// <param name="Name">The name that views show.</param>
/// <param name="Of">The part of a state.</param>
/// <param name="Format">The part as views show it.</param>
internal sealed record StatePart(string Name, Func<object, object> Of, Func<object, string> Format);
