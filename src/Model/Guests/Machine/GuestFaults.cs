using System.Globalization;
using Model.Steps;

namespace Model.Guests;

/// <summary>Executes instructions of a guest that has no handlers for faults: a fault is a violated assertion.</summary>
public static class GuestFaults
{
    /// <summary>What the instruction does; nothing is committed.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state before it.</param>
    /// <param name="loaded">The value read from its operand in memory; without meaning when it reads none.</param>
    /// <exception cref="AssertionException">It faults.</exception>
    public static Effect Execute(GuestInstruction instruction, in CpuState cpu, UInt128 loaded)
    {
        var effect = GuestSemantics.Execute(instruction, cpu, instruction.Mode, loaded);
        string fault = effect.Outcome switch
        {
            Outcome.InvalidOpcode => "#UD",
            Outcome.DivideError => "#DE",
            Outcome.Breakpoint => "#BP",
            Outcome.GeneralProtection => "#GP",
            _ => "",
        };
        Claim.That(fault.Length == 0, string.Create(CultureInfo.InvariantCulture, $"no {fault} at 0x{instruction.Address:x} ({instruction.Text})"));
        return effect;
    }
}
