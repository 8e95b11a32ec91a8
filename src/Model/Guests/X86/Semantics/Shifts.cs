using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>
/// Shifts and rotates with their flags (Intel SDM volume 2: SAL/SAR/SHL/SHR, RCL/RCR/ROL/ROR, SHLD, SHRD). A masked
/// count of zero changes nothing, not even flags. Undefined flags stay: OF for counts above 1, AF, CF when SHL or SHR
/// move every bit out.
/// </summary>
internal static class Shifts
{
    public static Computed Apply(Mnemonic mnemonic, ulong value, ulong rawCount, int size, CpuFlags flags)
    {
        int count = MaskedCount(rawCount, size);
        if (count == 0)
        {
            return new Computed(value, flags);
        }

        return mnemonic switch
        {
            Mnemonic.Shl => Left(value, count, size, flags),
            Mnemonic.Shr => Right(value, count, size, flags),
            Mnemonic.Sar => ArithmeticRight(value, count, size, flags),
            Mnemonic.Rol => RotateLeft(value, count, size, flags),
            Mnemonic.Ror => RotateRight(value, count, size, flags),
            Mnemonic.Rcl => RotateThroughCarry(value, count, size, flags, left: true),
            Mnemonic.Rcr => RotateThroughCarry(value, count, size, flags, left: false),
            _ => throw new InvalidOperationException($"{mnemonic} is no shift or rotation."),
        };
    }

    /// <summary>SHLD and SHRD. A count above the operand's width makes everything undefined: nothing changes.</summary>
    public static Computed Double(ulong value, ulong fill, ulong rawCount, int size, CpuFlags flags, bool left)
    {
        int bits = Width.Bits(size);
        int count = MaskedCount(rawCount, size);
        if (count == 0 || count > bits)
        {
            return new Computed(value, flags);
        }

        var joined = left ? (UInt128)value << bits | fill : (UInt128)fill << bits | value;
        ulong result = Width.Truncate((ulong)(left ? joined << count >> bits : joined >> count), size);
        bool carry = Bit(value, left ? bits - count : count - 1);
        var after = flags.Put(CpuFlags.Carry, carry).PutResult(result, size);
        return new Computed(result, PutOverflow(after, count, Width.Negative(value ^ result, size)));
    }

    private static int MaskedCount(ulong count, int size) => (int)(count & (size == 8 ? 63ul : 31ul));

    private static Computed Left(ulong value, int count, int size, CpuFlags flags)
    {
        int bits = Width.Bits(size);
        ulong result = Width.Truncate(value << count, size);
        var after = flags.PutResult(result, size);
        after = count < bits ? after.Put(CpuFlags.Carry, Bit(value, bits - count)) : after;
        return new Computed(result, PutOverflow(after, count, Width.Negative(value ^ result, size)));
    }

    private static Computed Right(ulong value, int count, int size, CpuFlags flags)
    {
        ulong result = value >> count;
        var after = flags.PutResult(result, size);
        after = count < Width.Bits(size) ? after.Put(CpuFlags.Carry, Bit(value, count - 1)) : after;
        return new Computed(result, PutOverflow(after, count, Width.Negative(value, size)));
    }

    private static Computed ArithmeticRight(ulong value, int count, int size, CpuFlags flags)
    {
        long extended = (long)Width.SignExtend(value, size);
        ulong result = Width.Truncate((ulong)(extended >> count), size);
        var after = flags.PutResult(result, size).Put(CpuFlags.Carry, Bit((ulong)(extended >> count - 1), 0));
        return new Computed(result, PutOverflow(after, count, false));
    }

    private static Computed RotateLeft(ulong value, int count, int size, CpuFlags flags)
    {
        int bits = Width.Bits(size);
        int moved = count % bits;
        ulong result = moved == 0 ? value : Width.Truncate(value << moved | value >> bits - moved, size);
        bool carry = Bit(result, 0);
        return new Computed(
            result,
            PutOverflow(flags.Put(CpuFlags.Carry, carry), count, Width.Negative(result, size) != carry)
        );
    }

    private static Computed RotateRight(ulong value, int count, int size, CpuFlags flags)
    {
        int bits = Width.Bits(size);
        int moved = count % bits;
        ulong result = moved == 0 ? value : Width.Truncate(value >> moved | value << bits - moved, size);
        bool carry = Width.Negative(result, size);
        return new Computed(
            result,
            PutOverflow(flags.Put(CpuFlags.Carry, carry), count, carry != Bit(result, bits - 2))
        );
    }

    // CF is one more bit above the operand: the rotation has bits + 1 positions.
    private static Computed RotateThroughCarry(ulong value, int count, int size, CpuFlags flags, bool left)
    {
        int bits = Width.Bits(size);
        int moved = count % (bits + 1);
        var ring = (UInt128)((flags & CpuFlags.Carry) != 0 ? 1ul : 0) << bits | value;
        int leftward = left ? moved : (bits + 1 - moved) % (bits + 1);
        var turned = ring << leftward | ring >> bits + 1 - leftward;
        ulong result = Width.Truncate((ulong)turned, size);
        bool carry = (turned >> bits & 1) != 0;
        bool overflow = Width.Negative(result, size) != (left ? carry : Bit(result, bits - 2));
        return new Computed(result, PutOverflow(flags.Put(CpuFlags.Carry, carry), count, overflow));
    }

    private static CpuFlags PutOverflow(CpuFlags flags, int count, bool overflow) =>
        count == 1 ? flags.Put(CpuFlags.Overflow, overflow) : flags;

    private static bool Bit(ulong value, int index) => (value >> index & 1) != 0;
}
