namespace Model.Litmus;

/// <summary>What a test claims of its condition.</summary>
public enum LitmusQuantifier
{
    /// <summary>Some final state satisfies it.</summary>
    Exists,

    /// <summary>No final state satisfies it.</summary>
    NotExists,

    /// <summary>Every final state satisfies it.</summary>
    Forall,
}
