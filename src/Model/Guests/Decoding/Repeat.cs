namespace Model.Guests;

/// <summary>The repeat prefix of a string instruction (Intel SDM volume 2, REP/REPE/REPZ/REPNE/REPNZ).</summary>
public enum Repeat : byte
{
    /// <summary>No prefix: one element.</summary>
    None,

    /// <summary>REP: until the counter is zero.</summary>
    WhileCounting,

    /// <summary>REPE: until the counter is zero or an element differs.</summary>
    WhileEqual,

    /// <summary>REPNE: until the counter is zero or an element is equal.</summary>
    WhileNotEqual,
}
