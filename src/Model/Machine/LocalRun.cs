using System.Globalization;
using Model.Guests.X86.Processor;
using Model.Steps;

namespace Model.Machine;

/// <summary>
/// A CPU's run of instructions that nobody else can notice: finds out whether it ever comes to an end.
/// </summary>
/// <remarks>
/// A CPU that comes back to a state of its own runs round for ever, since nothing from outside has a part in it: found
/// by comparing each state with one that is renewed after 64, 128, 256 ... instructions (Brent 1980). A run that goes
/// on to ever new states is bounded by a number of instructions, the same on every machine.
/// </remarks>
internal struct LocalRun
{
    private const long FirstComparison = 64;
    private const long InstructionsBetweenLooks = 1 << 14;

    private VcpuState _earlier;
    private long _instructions;
    private long _nextRenewal = FirstComparison;

    public LocalRun() { }

    /// <summary>Counts an instruction.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="state">Its state before the instruction.</param>
    /// <returns>Whether the CPU runs round for ever.</returns>
    /// <exception cref="LimitException">It has run too many instructions, or the exploration is over.</exception>
    public bool IsEndless(Vcpu vcpu, VcpuState state)
    {
        if (_instructions >= FirstComparison && state == _earlier)
        {
            return true;
        }

        if (++_instructions == _nextRenewal)
        {
            _earlier = state;
            _nextRenewal *= 2;
        }

        var context = StepContext.Required;
        if (_instructions > context.MostInstructions)
        {
            throw new LimitException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{vcpu.Name} runs more than {context.MostInstructions:N0} instructions without an access to "
                        + $"shared memory, the last at 0x{state.Cpu.Rip:x}; raise --max-instructions"
                )
            );
        }

        if (_instructions % InstructionsBetweenLooks == 0 && context.IsOver?.Invoke() == true)
        {
            throw new LimitException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the end of the exploration while {vcpu.Name} runs without an access to shared memory, at 0x"
                        + $"{state.Cpu.Rip:x}"
                )
            );
        }

        return false;
    }
}

/// <summary>What a CPU holds between two instructions.</summary>
internal readonly record struct VcpuState(CpuState Cpu, PrivateStack Stack);
