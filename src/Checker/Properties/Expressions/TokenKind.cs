namespace Checker.Properties.Expressions;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>Nothing is left.</summary>
    End,

    /// <summary>Starts with a digit; not necessarily well-formed.</summary>
    Number,

    /// <summary>A name, or an operator that is a word.</summary>
    Word,

    /// <summary>An operator, a bracket or a separator.</summary>
    Symbol,

    /// <summary>A character that no expression contains.</summary>
    Unknown,
}
