namespace Model.Objects;

/// <summary>What an atomic modification of a word computes from the old value and its operand.</summary>
public enum WordFunction
{
    /// <summary>The operand replaces the old value.</summary>
    Exchange,

    /// <summary>Sum, wrapping.</summary>
    Add,

    /// <summary>Bitwise and.</summary>
    And,

    /// <summary>Bitwise or.</summary>
    Or,

    /// <summary>Bitwise exclusive or.</summary>
    Xor,
}
