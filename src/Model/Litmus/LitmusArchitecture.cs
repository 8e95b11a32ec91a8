namespace Model.Litmus;

/// <summary>The architecture that a litmus test names on its first line.</summary>
public enum LitmusArchitecture
{
    /// <summary>32-bit code; operands in Intel's order, destination first.</summary>
    X86,

    /// <summary>64-bit code; operands in AT&amp;T's order, destination last.</summary>
    X86_64,
}
