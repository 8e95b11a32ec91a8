namespace Models.Automata;

/// <summary>A transition of an automaton: when it may be taken and what it does.</summary>
public sealed record Branch(Func<Memory, bool> Guard, Action<Memory> Effect);
