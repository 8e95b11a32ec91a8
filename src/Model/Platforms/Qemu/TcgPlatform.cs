using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Steps;

namespace Model.Platforms.Qemu;

/// <summary>
/// QEMU without hardware virtualisation (accel/tcg/cputlb.c and cpus-common.c, read at 7.2 and 0039e5fd). Accesses to
/// RAM within a page are the host's. An access to a device, or across a page, is cut into pieces; an atomic instruction
/// there leaves the translated code (<c>atomic_mmu_lookup</c>, <c>cpu_loop_exit_atomic</c>) and runs with all other
/// CPUs stopped.
/// </summary>
/// <remarks>
/// No CPU is stopped within an instruction: those that run translated code are waited for until they leave it
/// (<c>start_exclusive</c>), which also takes their stores to memory.
/// </remarks>
public class TcgPlatform : Platform
{
    private const int LargestAccess = 8;
    private readonly TcgOptions _options;
    private readonly ExclusiveSection _world = new();

    /// <summary>Sets QEMU up.</summary>
    /// <param name="setup">What every platform is told.</param>
    /// <param name="options">What is special about this one.</param>
    public TcgPlatform(PlatformSetup setup, TcgOptions options)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        Device = new QemuDevice(setup.Memory);
    }

    /// <summary>What is behind the region, when that is a device.</summary>
    protected QemuDevice Device { get; }

    /// <summary>Whether an access is more than one of the host's: to the device, or across a page.</summary>
    /// <param name="access">The access.</param>
    public override bool Serves(MemoryAccess access) => IsOnDevice(access) || access.Crosses(PageTable.PageSize);

    /// <inheritdoc/>
    [Overridable(
        "cpu_exec_start, cpu_exec_end",
        "executes an instruction that touches the device or crosses a page; no other CPU is exclusive meanwhile"
    )]
    protected override async Step<CpuState> ExecuteServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        Accesses accesses
    )
    {
        if (accesses.IsReadModifyWrite && instruction.Locked)
        {
            return await ExecuteLocked(vcpu, instruction, cpu, accesses.Load!.Value);
        }

        await Enter(vcpu, instruction);
        var loaded = accesses.Load is { } load ? await Read(vcpu, instruction, load) : 0;
        var effect = GuestFaults.Execute(instruction, cpu, loaded);
        if (accesses.Store is { } store)
        {
            await Write(vcpu, instruction, store, effect.Stored);
        }

        await Leave(vcpu, instruction);
        return effect.After;
    }

    /// <inheritdoc/>
    [Overridable("cpu_exec_start, cpu_exec_end: load", "reads for an instruction whose other operand is the CPU's own")]
    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        await Enter(vcpu, instruction);
        var value = await Read(vcpu, instruction, access);
        await Leave(vcpu, instruction);
        return value;
    }

    /// <inheritdoc/>
    [Overridable(
        "cpu_exec_start, cpu_exec_end: store",
        "writes for an instruction whose other operand is the CPU's own"
    )]
    protected override async Step StoreServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 value
    )
    {
        await Enter(vcpu, instruction);
        await Write(vcpu, instruction, access, value);
        await Leave(vcpu, instruction);
    }

    /// <summary>Executes an atomic instruction on the device or across a page.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state before it.</param>
    /// <param name="access">Its operand.</param>
    /// <returns>The state after it.</returns>
    [Overridable(
        "cpu_exec_step_atomic",
        "an atomic instruction there, with all other CPUs stopped: start_exclusive, read, write, end_exclusive"
    )]
    protected virtual async Step<CpuState> ExecuteLocked(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        await vcpu.AllDrained(_world.Stop(vcpu.Number)).From(Vcpu.SourceOf(instruction, "start_exclusive"));
        var seen = await Read(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        await Write(vcpu, instruction, access, effect.Stored);
        await vcpu.Drained(_world.Resume()).From(Vcpu.SourceOf(instruction, "end_exclusive"));
        return effect.After;
    }

    /// <summary>Reads, piece by piece where the access is to the device or crosses a page.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="access">What it reads.</param>
    [Overridable(
        "load_helper (7.2), do_ld8_mmu (8.1)",
        "reads an operand in pieces: from the device under the big lock, from RAM as the host does"
    )]
    protected virtual async Step<UInt128> Read(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        UInt128 value = 0;
        for (int done = 0; done < access.Size;)
        {
            var piece = Piece(access, done, isStore: false);
            value |= await ReadPiece(vcpu, instruction, piece) << (done * 8);
            done += piece.Size;
        }

        return value;
    }

    /// <summary>Writes, piece by piece where the access is to the device or crosses a page.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="access">Where it writes.</param>
    /// <param name="value">What it writes.</param>
    [Overridable(
        "store_helper (7.2), do_st8_mmu (8.1)",
        "writes an operand in pieces: to the device under the big lock, to RAM as the host does"
    )]
    protected virtual async Step Write(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        for (int done = 0; done < access.Size;)
        {
            var piece = Piece(access, done, isStore: true);
            await WritePiece(vcpu, instruction, piece, (value >> (done * 8)) & piece.Mask);
            done += piece.Size;
        }
    }

    /// <inheritdoc/>
    [Overridable("tcg_cpu_exec", "performs an access to RAM, which waits while another CPU is exclusive")]
    protected override async Step<T> InGuestMode<T>(Vcpu vcpu, Operation<T> access) =>
        await _world.Gate(vcpu.Number, access);

    private async Step<UInt128> ReadPiece(Vcpu vcpu, GuestInstruction instruction, MemoryAccess piece)
    {
        if (!IsOnDevice(piece))
        {
            return await LoadNatively(vcpu, instruction, piece);
        }

        await TakeBigLock(vcpu, instruction, _options.Version == QemuVersion.V7_2 ? "io_readx" : "do_ld_mmio_beN");
        var value = await Device.ReadLocked(instruction, piece);
        await Device.Unlock(instruction);
        return value;
    }

    private async Step WritePiece(Vcpu vcpu, GuestInstruction instruction, MemoryAccess piece, UInt128 value)
    {
        if (!IsOnDevice(piece))
        {
            await StoreNatively(vcpu, instruction, piece, value);
            return;
        }

        await TakeBigLock(vcpu, instruction, _options.Version == QemuVersion.V7_2 ? "io_writex" : "do_st_mmio_leN");
        await Device.WriteLocked(instruction, piece, value);
        await Device.Unlock(instruction);
    }

    private async Step TakeBigLock(Vcpu vcpu, GuestInstruction instruction, string routine) =>
        await vcpu.Drained(Device.BigLock.Lock()).From(Vcpu.SourceOf(instruction, routine));

    private async Step Enter(Vcpu vcpu, GuestInstruction instruction) =>
        await _world.Enter(vcpu.Number).From(Vcpu.SourceOf(instruction, "cpu_exec_start"));

    private async Step Leave(Vcpu vcpu, GuestInstruction instruction) =>
        await _world.Leave(vcpu.Number).From(Vcpu.SourceOf(instruction, "cpu_exec_end"));

    private bool IsOnDevice(MemoryAccess access) => _options.HasDevice && base.Serves(access);

    // What one access to the device or across a page moves at once. 8.1: everything in a page of the device, for nobody
    // gets in between under the big lock; single bytes of RAM. 7.2: an aligned access as it is, at most 8 bytes; else a
    // byte that is stored, or what is read of an aligned unit as large as the access.
    private MemoryAccess Piece(MemoryAccess access, int done, bool isStore)
    {
        var rest = new MemoryAccess(access.Address + (ulong)done, access.Size - done);
        if (!Serves(access))
        {
            return rest;
        }

        if (_options.Version == QemuVersion.V8_1)
        {
            var (low, _) = rest.SplitAt(PageTable.PageSize);
            return IsOnDevice(low) ? low : low with { Size = 1 };
        }

        ulong unit = (ulong)Math.Min(access.Size, LargestAccess);
        bool isAligned = access.Address % unit == 0;
        int size = isStore && !isAligned ? 1 : (int)(unit - (rest.Address % unit));
        return rest with { Size = Math.Min(size, rest.Size) };
    }
}
