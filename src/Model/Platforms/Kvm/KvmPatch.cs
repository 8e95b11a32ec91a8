namespace Model.Platforms.Kvm;

/// <summary>Ways to mend the emulation of locked instructions; none of them is upstream.</summary>
internal enum KvmPatch
{
    /// <summary>The kernel as it is.</summary>
    None,

    /// <summary>F1: commit nothing, not even flags, when the compare-exchange fails.</summary>
    F1,

    /// <summary>F2: repeat within the emulator, from the read on, when the compare-exchange fails.</summary>
    F2,

    /// <summary>F3: a lock for the whole VM around an emulated locked instruction, held across its exits.</summary>
    F3,

    /// <summary>F4: one exit that carries operation and operand; user space performs it under its big lock.</summary>
    F4,

    /// <summary>F5: the write exit carries the value read; user space compares, and KVM emulates again on a mismatch.</summary>
    F5,

    /// <summary>F6: stop all other vCPUs, emulate with both exits inside, let them go on.</summary>
    F6,

    /// <summary>F7: back the region by a memslot, so that the processor executes the instruction.</summary>
    F7,

    /// <summary>F8: refuse a locked instruction on memory without a memslot with an internal error.</summary>
    F8,
}
