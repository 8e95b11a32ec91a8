namespace Model.Platforms;

/// <summary>What a CPU does to the world.</summary>
internal enum WorldMove
{
    /// <summary>Begins an access of several steps.</summary>
    Enter,

    /// <summary>Ends it.</summary>
    Leave,

    /// <summary>Stops all others.</summary>
    Stop,

    /// <summary>Lets them go on.</summary>
    Resume,
}
