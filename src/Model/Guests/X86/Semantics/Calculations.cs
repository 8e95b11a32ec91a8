using Model.Guests.X86.Decoding;

namespace Model.Guests.X86.Semantics;

/// <summary>Instructions that compute their first operand, or flags alone, from their operands and CF.</summary>
internal static class Calculations
{
    public static InstructionEffect Execute(in InstructionExecution execution)
    {
        int size = execution.Size;
        var flags = execution.Flags;
        ulong left = execution.Operand(0);
        return execution.Mnemonic switch
        {
            Mnemonic.Add => execution.Write(IntegerArithmetic.Add(left, execution.Operand(1), false, size, flags)),
            Mnemonic.Adc => execution.Write(
                IntegerArithmetic.Add(left, execution.Operand(1), execution.Carry, size, flags)
            ),
            Mnemonic.Sub => execution.Write(IntegerArithmetic.Subtract(left, execution.Operand(1), false, size, flags)),
            Mnemonic.Sbb => execution.Write(
                IntegerArithmetic.Subtract(left, execution.Operand(1), execution.Carry, size, flags)
            ),
            Mnemonic.Cmp => execution.Next(
                IntegerArithmetic.Subtract(left, execution.Operand(1), false, size, flags).Flags
            ),
            Mnemonic.Inc => execution.Write(IntegerArithmetic.Increment(left, size, flags)),
            Mnemonic.Dec => execution.Write(IntegerArithmetic.Decrement(left, size, flags)),
            Mnemonic.Neg => execution.Write(IntegerArithmetic.Subtract(0, left, false, size, flags)),
            Mnemonic.Not => execution.Write(~left),
            Mnemonic.And => execution.Write(IntegerArithmetic.Logic(left & execution.Operand(1), size, flags)),
            Mnemonic.Or => execution.Write(IntegerArithmetic.Logic(left | execution.Operand(1), size, flags)),
            Mnemonic.Xor => execution.Write(IntegerArithmetic.Logic(left ^ execution.Operand(1), size, flags)),
            Mnemonic.Test => execution.Next(IntegerArithmetic.Logic(left & execution.Operand(1), size, flags).Flags),
            Mnemonic.Shld => execution.Write(
                Shifts.Double(left, execution.Operand(1), execution.Operand(2), size, flags, left: true)
            ),
            Mnemonic.Shrd => execution.Write(
                Shifts.Double(left, execution.Operand(1), execution.Operand(2), size, flags, left: false)
            ),
            Mnemonic.Shl
            or Mnemonic.Shr
            or Mnemonic.Sar
            or Mnemonic.Rol
            or Mnemonic.Ror
            or Mnemonic.Rcl
            or Mnemonic.Rcr => execution.Write(
                Shifts.Apply(execution.Mnemonic, left, execution.Operand(1), size, flags)
            ),
            _ => throw execution.Unknown(),
        };
    }
}
