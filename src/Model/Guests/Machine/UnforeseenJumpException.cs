using System.Globalization;
using Model.Systems;

namespace Model.Guests;

/// <summary>
/// A guest goes where the analysis of its code did not expect it to, as through a table of jumps that it did not find. What is known of
/// registers that will not be read again is then worth nothing: with all registers kept in the state the guest can be explored all the same.
/// </summary>
internal sealed class UnforeseenJumpException : InputException
{
    /// <param name="cpu">The CPU's name.</param>
    /// <param name="instruction">The jump.</param>
    /// <param name="target">Where it goes.</param>
    public UnforeseenJumpException(string cpu, GuestInstruction instruction, ulong target)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{cpu} goes from 0x{instruction.Address:x} ({instruction.Text}) to 0x{target:x}, which the analysis of its code did not foresee"),
            "keep all registers in the state: --set registers=kept")
    {
    }
}
