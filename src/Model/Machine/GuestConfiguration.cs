using System.Globalization;
using Model.Guests.Images;
using Model.Guests.X86.Processor;
using Model.Input;

namespace Model.Machine;

/// <summary>A guest and what a scenario says about it.</summary>
public sealed record GuestConfiguration
{
    /// <summary>The program.</summary>
    public required GuestImage Image { get; init; }

    /// <summary>The CPUs in order of number; at least one.</summary>
    public required IReadOnlyList<CpuConfiguration> Cpus { get; init; }

    /// <summary>Initial values of memory by symbol; they win over the image's.</summary>
    public IReadOnlyDictionary<string, ulong> Symbols { get; init; } = new Dictionary<string, ulong>();

    /// <summary>What writes to I/O ports mean.</summary>
    public IReadOnlyDictionary<ushort, PortUse> Ports { get; init; } = new Dictionary<ushort, PortUse>();

    /// <summary>Where linear addresses lie.</summary>
    public PageTable Pages { get; init; } = PageTable.Default;

    /// <summary>
    /// Registers that are looked at once a CPU has halted. When there are any, a CPU that halts does not finish but
    /// waits, so that they can be seen.
    /// </summary>
    public RegisterSet ObservedRegisters { get; init; }

    /// <summary>
    /// Whether dead registers and flags are kept in the state. Only for comparison: verdicts are the same.
    /// </summary>
    public bool KeepsRegisters { get; init; }

    /// <summary>
    /// Whether stacks are ordinary shared memory, each access to them a step. Only for guests that share stacks.
    /// </summary>
    public bool SharesStacks { get; init; }

    /// <summary>The bytes that <see cref="Symbols"/> sets, by physical address.</summary>
    /// <exception cref="InputException">A symbol is unknown, has no size, or its value does not fit.</exception>
    internal IReadOnlyDictionary<ulong, byte> InitialBytes()
    {
        var bytes = new Dictionary<ulong, byte>();
        foreach (var (name, value) in Symbols)
        {
            foreach (var (address, part) in BytesOf(name, value))
            {
                bytes[address] = part;
            }
        }

        return bytes;
    }

    /// <summary>The bytes that one symbol sets, by physical address.</summary>
    /// <exception cref="InputException">The symbol is unknown, has no size, or the value does not fit.</exception>
    internal IReadOnlyList<(ulong Address, byte Value)> BytesOf(string name, ulong value)
    {
        var symbol = Image.Find(name);
        if (symbol.Size is not (1 or 2 or 4 or 8))
        {
            throw new InputException(
                symbol.Size == 0
                    ? $"the size of {name} is not known"
                    : $"the symbol {name} has {symbol.Size} bytes; only numbers of 1, 2, 4 or 8 bytes can be set",
                symbol.Size == 0 ? $"give it one in its source, as in '.size {name}, 4'" : ""
            )
            {
                File = Image.File,
            };
        }

        return symbol.Size == 8 || value >> (int)(symbol.Size * 8) == 0
            ?
            [
                .. Enumerable
                    .Range(0, (int)symbol.Size)
                    .Select(i => (Pages.ToPhysical(symbol.Address + (ulong)i), (byte)(value >> (i * 8)))),
            ]
            : throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"0x{value:x} does not fit the {symbol.Size} bytes of {name}"
                )
            );
    }
}

/// <summary>A CPU of a guest.</summary>
/// <param name="Number">From 0; its process is called <c>cpu</c> and this number.</param>
/// <param name="Entry">Address of its first instruction.</param>
/// <param name="StackSize">Bytes of stack, at most 32768; 0 for none.</param>
public sealed record CpuConfiguration(int Number, ulong Entry, ulong StackSize)
{
    /// <summary>
    /// What registers hold before the first instruction; all others hold 0, and RSP the top of the stack.
    /// </summary>
    public IReadOnlyDictionary<GeneralRegister, ulong> Registers { get; init; } =
        new Dictionary<GeneralRegister, ulong>();

    /// <summary>
    /// Makes the fault of a CPU that has no stack and uses one: what is wrong, and where and how the user gives it a
    /// stack.
    /// </summary>
    internal Func<string, InputException> WithoutStack { get; init; } = message => new InputException(message);
}

/// <summary>The order in which others see what a CPU does to memory.</summary>
public enum MemoryModel
{
    /// <summary>
    /// x86-TSO: stores go through a buffer for each CPU, first in first out, out of which the CPU's own loads are
    /// served first.
    /// </summary>
    TotalStoreOrder,

    /// <summary>Sequential consistency: a store is in memory at once.</summary>
    SequentialConsistency,
}
