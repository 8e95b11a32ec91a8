using Model.Input;

namespace Model.Machine;

/// <summary>
/// A guest does what the analysis of its code does not allow, such as a return to an address that no call has pushed.
/// What the analysis tells of registers that will not be read again, and of memory that only one CPU accesses, is then
/// worth nothing: with all registers kept in the state, and every store seen, the guest can be explored all the same.
/// </summary>
/// <param name="machine">The guest.</param>
/// <param name="message">What it does.</param>
internal sealed class UnforeseenException(GuestMachine machine, string message)
    : InputException(message, "keep all registers in the state: --set registers=kept")
{
    /// <summary>
    /// Makes the guest keep all registers from now on, and do what it likes. Whatever was explored of its model is
    /// worth nothing any more.
    /// </summary>
    /// <returns>Whether it did not keep them before.</returns>
    public bool KeepRegisters()
    {
        bool isNew = !machine.KeepsRegisters;
        machine.LeavesAnalysis = true;
        return isNew;
    }
}
