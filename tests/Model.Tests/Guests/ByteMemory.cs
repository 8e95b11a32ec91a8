using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Tests.Guests;

/// <summary>Memory of a test: bytes that are zero until written.</summary>
internal sealed class ByteMemory
{
    private readonly SortedDictionary<ulong, byte> _bytes = [];

    public byte this[ulong address]
    {
        get => _bytes.GetValueOrDefault(address);
        set => _bytes[address] = value;
    }

    public UInt128 Load(MemoryAccess access)
    {
        UInt128 value = 0;
        for (int index = access.Size - 1; index >= 0; index--)
        {
            value = value << 8 | this[access.Address + (ulong)index];
        }

        return value;
    }

    public void Store(MemoryAccess access, UInt128 value)
    {
        for (int index = 0; index < access.Size; index++)
        {
            this[access.Address + (ulong)index] = (byte)(value >> 8 * index);
        }
    }

    public void Fill(ulong address, byte[] bytes)
    {
        for (int index = 0; index < bytes.Length; index++)
        {
            this[address + (ulong)index] = bytes[index];
        }
    }

    /// <summary>Every byte that is not zero, in order.</summary>
    public IEnumerable<(ulong Address, byte Value)> NonZero =>
        _bytes.Where(entry => entry.Value != 0).Select(entry => (entry.Key, entry.Value));

    /// <summary>Loads what an instruction needs, executes it, stores what it stores.</summary>
    public InstructionEffect Step(GuestInstruction instruction, in CpuState cpu, CpuMode mode)
    {
        var accesses = GuestSemantics.Plan(instruction, cpu, mode);
        var loaded = accesses.Load is { } load ? Load(load) : 0;
        if (accesses.SecondLoad is { } second)
        {
            loaded |= Load(second) << 64;
        }

        var effect = GuestSemantics.Execute(instruction, cpu, mode, loaded);
        if (accesses.Store is { } store)
        {
            Store(store, effect.Stored);
        }

        return effect;
    }
}
