using System.Globalization;
using Model.Guests.Images;
using Model.Guests.X86.Semantics;
using Model.Steps;
using Model.Systems;

namespace Model.Machine;

/// <summary>
/// What properties of a guest may name: its symbols, raw memory, its CPUs and the places where they stand.
/// </summary>
public sealed class GuestNames : IStateNames
{
    private readonly GuestMachine _machine;
    private readonly bool _isJudged;

    /// <summary>The names of a guest.</summary>
    public GuestNames(GuestMachine machine)
        : this(machine, isJudged: false) { }

    private GuestNames(GuestMachine machine, bool isJudged) => (_machine, _isJudged) = (machine, isJudged);

    /// <inheritdoc/>
    public IStateNames Judged => new GuestNames(_machine, isJudged: true);

    /// <inheritdoc/>
    public IReadOnlyList<string> Known =>
        [.. Image.Symbols.Where(symbol => symbol.Size is 1 or 2 or 4 or 8).Select(symbol => symbol.Name).Distinct()];

    /// <inheritdoc/>
    public IReadOnlyList<string> Processes => [.. _machine.Cpus.Select(cpu => cpu.Name)];

    private GuestImage Image => _machine.Program.Image;

    /// <inheritdoc/>
    public void JudgeAnything() => _machine.JudgeAnything();

    /// <inheritdoc/>
    public Func<StateView, ulong>? Value(string name) =>
        Image.TryFind(name) is { Size: 1 or 2 or 4 or 8 } symbol ? Memory(symbol.Address, (int)symbol.Size) : null;

    /// <inheritdoc/>
    public ulong? AddressOf(string name) => Image.TryFind(name)?.Address;

    /// <inheritdoc/>
    public IReadOnlyList<string> Choices(string name) => Image.Choices(name);

    /// <inheritdoc/>
    public Func<StateView, ulong>? Memory(ulong address, int size)
    {
        var memory = _machine.Memory;
        var access = new MemoryAccess(address, size);
        if (_isJudged)
        {
            _machine.Judge(access);
        }

        return states => (ulong)memory.Read(states, access);
    }

    /// <summary>
    /// Whether a CPU is about to execute, or in the middle of, the instruction at a symbol. A CPU takes a step at every
    /// place that is asked about, so it can be seen there.
    /// </summary>
    /// <inheritdoc/>
    public Func<StateView, bool>? At(string process, string place)
    {
        if (!Processes.Contains(process) || PlaceOf(place) is not ulong address)
        {
            return null;
        }

        _machine.Watch(address);
        return states => states.Pending(process)?.Source?.Address == address;
    }

    /// <summary>Whether a CPU has halted and all its stores can be seen by the others.</summary>
    /// <inheritdoc/>
    public Func<StateView, bool>? Finished(string process)
    {
        if (_machine.Cpus.FirstOrDefault(cpu => cpu.Name == process) is not { } halted)
        {
            return null;
        }

        return halted.StoreBuffer is { } buffer
            ? states => states.HasFinished(process) && states.Of(buffer).Count == 0
            : states => states.HasFinished(process);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Places(string process) => [.. Image.Symbols.Select(symbol => symbol.Name).Distinct()];

    private ulong? PlaceOf(string place) =>
        AddressOf(place) is ulong known ? known
        : place.StartsWith("0x", StringComparison.Ordinal)
        && ulong.TryParse(
            place.AsSpan(2),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out ulong address
        )
            ? address
        : null;
}
