namespace Model.Guests;

/// <summary>How wide a guest's registers, addresses and stack slots are (Intel SDM volume 1, section 3.1).</summary>
public enum CpuMode
{
    /// <summary>32-bit protected mode with flat segments: eight 32-bit registers, addresses wrap at 2^32.</summary>
    Bits32,

    /// <summary>64-bit mode: sixteen 64-bit registers, addresses wrap at 2^64.</summary>
    Bits64,
}
