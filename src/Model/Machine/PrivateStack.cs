using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Input;
using Model.Steps;

namespace Model.Machine;

/// <summary>
/// The stack of one CPU as part of that CPU's own state: no other CPU touches it, so its accesses need no interleaving.
/// What lies below the stack pointer (in 64-bit mode below the red zone of 128 bytes) is dead and forgotten. A value.
/// </summary>
[Value]
internal readonly struct PrivateStack : IEquatable<PrivateStack>
{
    // System V ABI for AMD64, section 3.2.2: the 128 bytes below RSP belong to the running function.
    private const int RedZone = 128;

    private readonly ulong _top;
    private readonly byte[] _bytes;

    private PrivateStack(ulong top, byte[] bytes)
    {
        _top = top;
        _bytes = bytes;
    }

    /// <summary>An empty stack that grows down from <paramref name="top"/>.</summary>
    public static PrivateStack At(ulong top) => new(top, []);

    /// <summary>Reads; bytes never written are zero.</summary>
    /// <param name="access">An access within the stack's range.</param>
    /// <param name="stackPointer">RSP before the instruction.</param>
    /// <param name="mode">Decides whether there is a red zone.</param>
    /// <exception cref="InputException">The access is below what the stack pointer keeps.</exception>
    public UInt128 Read(MemoryAccess access, ulong stackPointer, CpuMode mode)
    {
        if (access.Address < Kept(stackPointer, mode))
        {
            throw new InputException(
                "the guest reads its stack below the stack pointer, whose contents are not kept",
                "make stacks ordinary shared memory: --set stacks=shared"
            );
        }

        UInt128 value = 0;
        for (int i = access.Size - 1; i >= 0; i--)
        {
            ulong below = _top - (access.Address + (ulong)i);
            value = (value << 8) | (below <= (ulong)_bytes.Length ? _bytes[(int)below - 1] : (byte)0);
        }

        return value;
    }

    /// <summary>Whether an access lies wholly below what the stack pointer keeps.</summary>
    /// <param name="access">An access within the stack's range.</param>
    /// <param name="stackPointer">RSP before the instruction.</param>
    /// <param name="mode">Decides whether there is a red zone.</param>
    public static bool Forgets(MemoryAccess access, ulong stackPointer, CpuMode mode) =>
        access.Address + (ulong)access.Size <= Kept(stackPointer, mode);

    /// <summary>The stack after a write.</summary>
    public PrivateStack Write(MemoryAccess access, UInt128 value)
    {
        int depth = Math.Max(_bytes.Length, (int)(_top - access.Address));
        byte[] bytes = new byte[depth];
        _bytes.CopyTo(bytes, 0);
        for (int i = 0; i < access.Size; i++)
        {
            bytes[(int)(_top - (access.Address + (ulong)i)) - 1] = (byte)(value >> (i * 8));
        }

        return new PrivateStack(_top, bytes);
    }

    /// <summary>The stack without what is dead at the given stack pointer.</summary>
    public PrivateStack Trim(ulong stackPointer, CpuMode mode)
    {
        ulong kept = Kept(stackPointer, mode);
        int depth = kept >= _top ? 0 : (int)Math.Min(_top - kept, (ulong)_bytes.Length);

        // Trailing zeros are what was never written: one form for equal contents.
        while (depth > 0 && _bytes[depth - 1] == 0)
        {
            depth--;
        }

        return depth == _bytes.Length ? this : new PrivateStack(_top, _bytes[..depth]);
    }

    /// <inheritdoc/>
    public bool Equals(PrivateStack other) => _top == other._top && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PrivateStack other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }

    private static ulong Kept(ulong stackPointer, CpuMode mode) =>
        mode == CpuMode.Bits64 ? stackPointer - RedZone : stackPointer;
}

/// <summary>Where a CPU's stack may be.</summary>
/// <param name="Top">The address after its last byte: the initial stack pointer.</param>
/// <param name="Size">Bytes.</param>
public readonly record struct StackRange(ulong Top, ulong Size)
{
    /// <summary>Bytes that a stack has at most.</summary>
    public const int LargestSize = 32768;

    /// <summary>Whether the access lies wholly within the stack.</summary>
    public bool Contains(MemoryAccess access) =>
        access.Address >= Top - Size && access.Address + (ulong)access.Size <= Top;

    /// <summary>Whether the access touches the stack.</summary>
    public bool Touches(MemoryAccess access) =>
        access.Address < Top && access.Address + (ulong)access.Size > Top - Size;
}
