namespace Model.Litmus;

/// <summary>Kinds of tokens.</summary>
internal enum LitmusTokenKind
{
    /// <summary>Letters, digits and underscores.</summary>
    Name,

    /// <summary>A decimal or hexadecimal number without sign.</summary>
    Number,

    /// <summary>Anything else: one character, or one of the signs of two.</summary>
    Sign,

    /// <summary>Nothing is left.</summary>
    End,
}
