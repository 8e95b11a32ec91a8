namespace Model.Steps;

/// <summary>One entry of an operation's footprint.</summary>
/// <param name="Target">The object touched.</param>
/// <param name="Mode">Whether it may be changed.</param>
public readonly record struct Access(SharedObject Target, AccessMode Mode)
{
    /// <summary>An access that only looks.</summary>
    public static Access Read(SharedObject target) => new(target, AccessMode.Read);

    /// <summary>An access that may change the object.</summary>
    public static Access Write(SharedObject target) => new(target, AccessMode.Write);
}

/// <summary>What an operation may do to an object of its footprint.</summary>
public enum AccessMode
{
    /// <summary>The object is only looked at.</summary>
    Read,

    /// <summary>The object may be looked at and changed.</summary>
    Write,
}
