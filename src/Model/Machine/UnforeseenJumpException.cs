using System.Globalization;
using Model.Guests.X86.Decoding;
using Model.Input;

namespace Model.Machine;

/// <summary>
/// A guest goes where the analysis of its code does not allow it, as a return to an address that no call has pushed.
/// What is known of registers that will not be read again is then worth nothing: with all registers kept in the state
/// the guest can be explored all the same.
/// </summary>
internal sealed class UnforeseenJumpException : InputException
{
    private readonly GuestMachine _machine;

    /// <param name="machine">The guest.</param>
    /// <param name="cpu">The CPU's name.</param>
    /// <param name="instruction">The jump.</param>
    /// <param name="target">Where it goes.</param>
    public UnforeseenJumpException(GuestMachine machine, string cpu, GuestInstruction instruction, ulong target)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{cpu} goes from 0x{instruction.Address:x} ({instruction.Text}) to 0x{target:x}, which the analysis "
                    + $"of its code did not foresee"
            ),
            "keep all registers in the state: --set registers=kept"
        ) => _machine = machine;

    /// <summary>
    /// Makes the guest keep all registers from now on, and go where it likes. Whatever was explored of its model is
    /// worth nothing any more.
    /// </summary>
    /// <returns>Whether it did not keep them before.</returns>
    public bool KeepRegisters()
    {
        bool isNew = !_machine.KeepsRegisters;
        _machine.LeavesAnalysis = true;
        return isNew;
    }
}
