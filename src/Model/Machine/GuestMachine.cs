using System.Globalization;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Flow;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Input;
using Model.Steps;

namespace Model.Machine;

/// <summary>A guest on a platform: its program, memory and CPUs.</summary>
[Value]
public sealed class GuestMachine
{
    // Far above where small guests are linked, one slot of address space a CPU.
    private const ulong StackArea = 0x7000_0000;
    private const ulong StackSlot = 0x1_0000;

    private readonly GuestConfiguration _configuration;
    private readonly HashSet<ulong> _watched = [];
    private readonly List<MemoryAccess> _judged = [];
    private readonly Lazy<Dictionary<Vcpu, Reach>> _reaches;
    private bool _judgesAnything;

    /// <summary>Puts the parts together.</summary>
    /// <param name="configuration">What to run and how.</param>
    /// <param name="platform">Makes the platform, given the memory that it serves.</param>
    /// <exception cref="InputException">An entry, symbol or setting does not fit the image.</exception>
    public GuestMachine(GuestConfiguration configuration, Func<GuestMemory, Platform> platform)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(platform);
        _configuration = configuration;
        Memory = new GuestMemory(configuration.Image, configuration.InitialBytes(), configuration.Pages);
        Platform = platform(Memory);
        Cpus = [.. configuration.Cpus.Select(cpu => new Vcpu(this, cpu, StackOf(cpu)))];
        RequireFreeStacks();
        Program = new GuestProgram(configuration.Image, Cpus.Select(cpu => cpu.Entry), configuration.ObservedRegisters);
        _reaches = new(() =>
            Cpus.ToDictionary(
                cpu => cpu,
                cpu => new Reach(
                    Program,
                    cpu.Entry,
                    Memory.Pages,
                    cpu.StartsOnStack && !SharesStacks ? cpu.Stack : null
                )
            )
        );
    }

    /// <summary>The code and its analysis.</summary>
    public GuestProgram Program { get; }

    /// <summary>The memory.</summary>
    public GuestMemory Memory { get; }

    /// <summary>The CPUs in order of number.</summary>
    public IReadOnlyList<Vcpu> Cpus { get; }

    /// <summary>What performs memory accesses.</summary>
    public Platform Platform { get; }

    /// <summary>Whether registers are looked at once a CPU has halted.</summary>
    public bool ObservesRegisters => _configuration.ObservedRegisters != RegisterSet.None;

    /// <summary>Whether dead registers and flags are kept in the state.</summary>
    public bool KeepsRegisters => _configuration.KeepsRegisters || LeavesAnalysis;

    /// <summary>
    /// Whether the guest is known to go where the analysis of its code does not allow it, so that nothing may be taken
    /// for dead.
    /// </summary>
    internal bool LeavesAnalysis { get; set; }

    /// <summary>Whether stacks are ordinary shared memory.</summary>
    public bool SharesStacks => _configuration.SharesStacks;

    /// <summary>What writes to a port mean; <c>null</c> when nothing is said about it.</summary>
    public PortUse? PortUseOf(ushort port) => _configuration.Ports.TryGetValue(port, out var use) ? use : null;

    /// <summary>
    /// Makes a CPU that comes to an address take a step there, whatever the instruction, so that properties can see it.
    /// </summary>
    public void Watch(ulong address) => _watched.Add(address);

    /// <summary>Takes note that a property looks at memory in every state.</summary>
    internal void Judge(MemoryAccess access) => _judged.AddRange(Memory.Pages.Places(access));

    /// <summary>Takes note that a property may look at anything in every state.</summary>
    internal void JudgeAnything() => _judgesAnything = true;

    /// <summary>
    /// Whether an access touches only memory that no other CPU can access, no property looks at and no device has.
    /// Nobody else can tell then when a store to it takes effect.
    /// </summary>
    internal bool IsAlone(Vcpu cpu, MemoryAccess access)
    {
        if (!TrustsReaches)
        {
            return false;
        }

        foreach (var place in Memory.Pages.Places(access))
        {
            // What an access at the edge of the region touches beside it goes the way of the region.
            const ulong Widest = 16;
            ulong start = place.Address - Math.Min(place.Address, Widest);
            if (
                Platform.ServesAny(start, (2 * Widest) + (ulong)place.Size)
                || _judged.Exists(judged => Reach.Overlap(judged, place))
                || Cpus.Any(other => other != cpu && _reaches.Value[other].Touches(place))
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Holds a CPU to what <see cref="IsAlone"/> takes for granted.</summary>
    /// <exception cref="UnforeseenException">The analysis of the code did not foresee the access.</exception>
    internal void RequireReach(Vcpu cpu, MemoryAccess access)
    {
        if (TrustsReaches && !_reaches.Value[cpu].Contains(access, Memory.Pages))
        {
            throw new UnforeseenException(
                this,
                $"{cpu.Name} accesses {Memory.Describe(access)} far from its stack, or from code that the analysis "
                    + "did not find"
            );
        }
    }

    // Across a page that is mapped specially, a device may be told of bytes that lie far from it.
    private bool TrustsReaches =>
        Platform.MemoryModel == MemoryModel.TotalStoreOrder
        && Platform.LeavesMemoryToCpus
        && !_judgesAnything
        && !KeepsRegisters
        && !(Platform.HasRegion && Memory.Pages.MapsPages);

    internal bool IsWatched(ulong address) => _watched.Contains(address);

    /// <summary>
    /// Whether the guest has code that could store to a word of its memory; <c>null</c> for other objects.
    /// </summary>
    internal bool? CouldStore(SharedObject target) =>
        Memory.PlaceOf(target) is { } place ? StoreTargets.MayInclude(Program, Memory.Pages, place) : null;

    /// <summary>Whether an instruction can lie at an address.</summary>
    internal bool IsCode(ulong address) => _configuration.Image.SegmentAt(address) is { Executable: true };

    /// <summary>Whether an access lies in memory that the guest cannot write.</summary>
    internal bool IsConstant(MemoryAccess access) =>
        _configuration.Image.SegmentAt(access.Address) is { Writable: false } segment
        && segment.Contains(access.Address + (ulong)access.Size - 1)
        && !Platform.Serves(access);

    internal UInt128 ReadConstant(MemoryAccess access)
    {
        UInt128 value = 0;
        for (int i = access.Size - 1; i >= 0; i--)
        {
            value = (value << 8) | Memory.InitialNumber(access.Address + (ulong)i, 1);
        }

        return value;
    }

    /// <summary>The value of an access once all that is under way on the platform has arrived.</summary>
    internal UInt128 ReadSettled(StateView states, MemoryAccess access)
    {
        var pending = Platform.Undelivered(states);
        UInt128 value = 0;
        for (int i = access.Size - 1; i >= 0; i--)
        {
            var single = new MemoryAccess(access.Address + (ulong)i, 1);
            value =
                (value << 8)
                | GuestStoreBuffer.Forward(pending, Memory.Pages.Places(single)[0], Memory.Read(states, single));
        }

        return value;
    }

    /// <exception cref="InputException">The access touches the stack of another CPU.</exception>
    internal void RequireOwnStack(Vcpu cpu, MemoryAccess access)
    {
        if (SharesStacks)
        {
            return;
        }

        // Under another linear address a stack is memory that this CPU does not know for its own.
        var place = access with
        {
            Address = Memory.Pages.ToPhysical(access.Address),
        };
        foreach (var other in Cpus)
        {
            if (
                other.Stack is { } stack
                && (stack.Touches(place) || stack.Touches(access))
                && (other != cpu || !stack.Contains(access))
            )
            {
                throw new InputException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{cpu.Name} touches the edge of its stack or the stack of {other.Name} at 0x{access.Address:x}"
                    ),
                    "make stacks ordinary shared memory: --set stacks=shared"
                );
            }
        }
    }

    /// <exception cref="InputException">The access is a store to a segment that the guest must not write, under
    /// whatever linear address.</exception>
    internal void RequireWritable(Vcpu cpu, GuestInstruction instruction, MemoryAccess store)
    {
        ulong last = store.Address + (ulong)store.Size - 1;
        if (IsReadOnly(Memory.Pages.ToPhysical(store.Address)) || IsReadOnly(Memory.Pages.ToPhysical(last)))
        {
            throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{cpu.Name} stores to {Memory.Describe(store.Address)} at 0x{instruction.Address:x} ("
                        + $"{instruction.Text}), in a segment that is not writable"
                ),
                "link it into a writable segment"
            );
        }
    }

    private bool IsReadOnly(ulong address) => _configuration.Image.SegmentAt(address) is { Writable: false };

    // A private stack is neither served by the platform nor filled by the image.
    private void RequireFreeStacks()
    {
        foreach (var cpu in Cpus.Where(cpu => cpu.Stack is not null && !SharesStacks))
        {
            var (top, size) = cpu.Stack!.Value;
            bool isTaken =
                Platform.ServesAny(top - size, size)
                || _configuration.Image.Segments.Any(segment =>
                    segment.Address < top && segment.Address + segment.Size > top - size
                );
            if (isTaken)
            {
                throw new InputException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the stack of {cpu.Name} at 0x{top - size:x} lies in the guest's image or in the platform's "
                            + $"region"
                    ),
                    "make stacks ordinary shared memory: --set stacks=shared"
                );
            }
        }
    }

    private static StackRange? StackOf(CpuConfiguration cpu) =>
        cpu.StackSize > 0
            ? new StackRange(StackArea + ((ulong)cpu.Number * StackSlot) + StackSlot / 2, cpu.StackSize)
            : null;
}
