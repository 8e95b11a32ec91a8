namespace Model.Guests;

/// <summary>What a write to an I/O port means.</summary>
public enum PortUse
{
    /// <summary>It is only noted in traces.</summary>
    Log,

    /// <summary>The guest reports a failure of its own: a violated assertion.</summary>
    Fail,
}
