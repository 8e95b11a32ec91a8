namespace Model.Guests.X86.Decoding;

/// <summary>
/// The sixteen conditions of Jcc, SETcc and CMOVcc, numbered as instructions encode them (Intel SDM volume 1, appendix
/// B).
/// </summary>
public enum Condition : byte
{
    /// <summary>O: OF = 1.</summary>
    Overflow,

    /// <summary>NO: OF = 0.</summary>
    NotOverflow,

    /// <summary>B, C, NAE: CF = 1.</summary>
    Below,

    /// <summary>AE, NC, NB: CF = 0.</summary>
    AboveOrEqual,

    /// <summary>E, Z: ZF = 1.</summary>
    Equal,

    /// <summary>NE, NZ: ZF = 0.</summary>
    NotEqual,

    /// <summary>BE, NA: CF = 1 or ZF = 1.</summary>
    BelowOrEqual,

    /// <summary>A, NBE: CF = 0 and ZF = 0.</summary>
    Above,

    /// <summary>S: SF = 1.</summary>
    Sign,

    /// <summary>NS: SF = 0.</summary>
    NotSign,

    /// <summary>P, PE: PF = 1.</summary>
    Parity,

    /// <summary>NP, PO: PF = 0.</summary>
    NotParity,

    /// <summary>L, NGE: SF differs from OF.</summary>
    Less,

    /// <summary>GE, NL: SF equals OF.</summary>
    GreaterOrEqual,

    /// <summary>LE, NG: ZF = 1 or SF differs from OF.</summary>
    LessOrEqual,

    /// <summary>G, NLE: ZF = 0 and SF equals OF.</summary>
    Greater,
}
