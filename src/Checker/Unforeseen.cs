using Model.Machine;

namespace Checker;

/// <summary>
/// Where the analysis of a guest's code fails, work on its model starts again, with all registers kept in the state.
/// </summary>
internal static class Unforeseen
{
    /// <summary>Does something with the model of a guest; twice if need be.</summary>
    /// <param name="work">The work, which builds everything anew that it computes from the model.</param>
    /// <param name="note">What was done otherwise than asked for; <c>null</c> when nothing was.</param>
    public static T Survive<T>(Func<T> work, out string? note)
    {
        note = null;
        while (true)
        {
            try
            {
                return work();
            }
            catch (UnforeseenException jump)
            {
                // Each guest does so once: there are two where a guest is compared with itself on the hardware.
                note = jump.KeepRegisters()
                    ? $"all registers count in the state (registers=kept), since {jump.Message}"
                    : note;
            }
        }
    }
}
