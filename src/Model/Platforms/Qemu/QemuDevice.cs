using Model.Guests.X86.Decoding;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Objects;
using Model.Steps;

namespace Model.Platforms.Qemu;

/// <summary>
/// QEMU's side of an access to a device's window, under its big lock.
/// </summary>
/// <remarks>
/// An exit of KVM (<c>address_space_rw</c>) takes the lock for each chunk, drains the coalesced ring first where there
/// is one, and lets go of it before the next chunk. A chunk is naturally aligned and at most four bytes, as for the VGA
/// window (default maximum access size of a memory region), so that an aligned access of eight bytes is two.
/// </remarks>
[Value]
public sealed class QemuDevice
{
    private const int LargestChunk = 4;
    private readonly GuestMemory _content;
    private readonly CoalescedRing? _ring;

    /// <summary>Puts a device behind a window.</summary>
    /// <param name="content">The device's memory.</param>
    /// <param name="ring">The coalesced ring, where there is one.</param>
    public QemuDevice(GuestMemory content, CoalescedRing? ring = null)
    {
        _content = content;
        _ring = ring;
    }

    /// <summary>The big QEMU lock.</summary>
    public SharedMutex BigLock { get; } = new("bql");

    /// <summary>Reads for an exit of KVM; what others do between two chunks can be seen.</summary>
    public async Step<UInt128> Read(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        UInt128 value = 0;
        for (int done = 0; done < access.Size;)
        {
            var chunk = Chunk(access, done);
            await Lock(vcpu, instruction);
            value |= await ReadLocked(instruction, chunk) << (done * 8);
            await Unlock(instruction);
            done += chunk.Size;
        }

        return value;
    }

    /// <summary>Writes for an exit of KVM; others can see it half done between two chunks.</summary>
    public async Step Write(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        for (int done = 0; done < access.Size;)
        {
            var chunk = Chunk(access, done);
            await Lock(vcpu, instruction);
            await WriteLocked(instruction, chunk, Part(value, done, chunk.Size));
            await Unlock(instruction);
            done += chunk.Size;
        }
    }

    /// <summary>Takes the big lock and drains the ring, as an exit of KVM does.</summary>
    public async Step Lock(Vcpu vcpu, GuestInstruction instruction)
    {
        await vcpu.Drained(BigLock.Lock()).From(Vcpu.SourceOf(instruction, "prepare_mmio_access"));
        if (_ring is null)
        {
            return;
        }

        while (true)
        {
            var (write, found) = await _ring.Take().From(Vcpu.SourceOf(instruction, "kvm_flush_coalesced_mmio_buffer"));
            if (!found)
            {
                return;
            }

            await new GuestStore(_content, write.Access, write.Value)
            {
                Source = Vcpu.SourceOf(instruction, "kvm_flush_coalesced_mmio_buffer"),
            };
        }
    }

    /// <summary>Lets go of the big lock.</summary>
    public async Step Unlock(GuestInstruction instruction)
    {
        bool held = await BigLock.TryUnlock().From(Vcpu.SourceOf(instruction, "bql_unlock"));
        Claim.That(held, "the big lock is released by its holder");
    }

    /// <summary>Reads while the big lock is held.</summary>
    public async Step<UInt128> ReadLocked(GuestInstruction instruction, MemoryAccess access) =>
        await new GuestLoad(_content, access) { Source = Vcpu.SourceOf(instruction, "memory_region_dispatch_read") };

    /// <summary>Writes while the big lock is held.</summary>
    public async Step WriteLocked(GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        await new GuestStore(_content, access, value)
        {
            Source = Vcpu.SourceOf(instruction, "memory_region_dispatch_write"),
        };

    private static MemoryAccess Chunk(MemoryAccess access, int done)
    {
        ulong address = access.Address + (ulong)done;
        int size = LargestChunk;
        while (address % (ulong)size != 0 || size > access.Size - done)
        {
            size /= 2;
        }

        return new MemoryAccess(address, size);
    }

    private static UInt128 Part(UInt128 value, int skip, int size) =>
        (value >> (skip * 8)) & ((UInt128.One << (size * 8)) - 1);
}
