using Model.Guests.X86.Decoding;
using Model.Guests.X86.Flow;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Tests.Guests;

/// <summary>
/// The law that liveness rests on, checked on every vector: what an instruction leaves in a live place depends only on
/// what it reads and, where the place is not replaced, on the place itself. So everything else may be scrambled before.
/// </summary>
public sealed class LivenessOfVectorsTests
{
    [Fact]
    public void ScramblingWhatAnInstructionDoesNotReadChangesNothingItLeavesLive()
    {
        Random random = new(20221231);
        List<string> failures = [];
        foreach (var vector in CpuVector.All)
        {
            GuestDecoder decoder = new(TestGuest.Image(CpuMode.Bits64, vector.Rip, vector.Code));
            var instruction = decoder.At(vector.Rip);
            foreach (var after in LiveSets(random))
            {
                LiveSet before = new(
                    after.Registers & ~instruction.RegistersReplaced | instruction.RegistersRead | RegisterSet.Rsp,
                    after.Flags & ~instruction.FlagsReplaced | instruction.FlagsRead & CpuFlags.Tracked
                );
                var scrambled = Scramble(vector.Before, before, random);
                if (!Same(vector, instruction, vector.Before, scrambled, after))
                {
                    failures.Add($"{vector.Asm} with {after} live after, {before} before");
                }
            }
        }

        Assert.True(
            failures.Count == 0,
            $"{failures.Count} failures\n{string.Join('\n', failures.Distinct().Take(40))}"
        );
    }

    [Fact]
    public void NothingOutsideTheWrittenSetsChanges()
    {
        foreach (var vector in CpuVector.All)
        {
            var instruction = new GuestDecoder(
                TestGuest.Image(CpuMode.Bits64, vector.Rip, vector.Code)
            ).At(vector.Rip);
            var after = Run(vector, instruction, vector.Before).Cpu;
            var untouched = ~instruction.RegistersWritten;
            Assert.Equal(vector.Before.Registers.Keep(untouched), after.Registers.Keep(untouched));
            var kept = ~instruction.FlagsWritten;
            Assert.True(
                (vector.Before.Flags & kept) == (after.Flags & kept),
                $"{vector.Asm} changes {(vector.Before.Flags ^ after.Flags) & kept}"
            );
        }
    }

    private static IEnumerable<LiveSet> LiveSets(Random random)
    {
        yield return new LiveSet(RegisterSet.None, CpuFlags.None);
        yield return new LiveSet(RegisterSet.None, CpuFlags.Tracked);
        yield return new LiveSet(RegisterSet.All, CpuFlags.None);
        yield return new LiveSet((RegisterSet)random.Next(0x10000), (CpuFlags)random.Next(0x1000) & CpuFlags.Tracked);
        yield return new LiveSet(
            (RegisterSet)(1 << random.Next(16)),
            (CpuFlags)(1 << random.Next(12)) & CpuFlags.Tracked
        );
    }

    private static CpuState Scramble(CpuState cpu, LiveSet live, Random random)
    {
        foreach (var register in Enum.GetValues<GeneralRegister>())
        {
            bool kept = ((int)live.Registers >> (int)register & 1) != 0;
            cpu = kept ? cpu : cpu.With(register, (ulong)random.NextInt64(long.MinValue, long.MaxValue));
        }

        var dead = CpuFlags.Tracked & ~live.Flags;
        return cpu.WithFlags(cpu.Flags & ~dead | (CpuFlags)random.Next(0x1000) & dead);
    }

    private static bool Same(
        CpuVector vector,
        GuestInstruction instruction,
        CpuState original,
        CpuState scrambled,
        LiveSet after
    )
    {
        (var outcome, var cpu, var memory) = Run(vector, instruction, original);
        (var otherOutcome, var otherCpu, var otherMemory) = Run(
            vector,
            instruction,
            scrambled
        );
        return outcome == otherOutcome
            && after.Mask(cpu) == after.Mask(otherCpu)
            && memory.NonZero.SequenceEqual(otherMemory.NonZero);
    }

    private static (InstructionOutcome Outcome, CpuState Cpu, ByteMemory Memory) Run(
        CpuVector vector,
        GuestInstruction instruction,
        CpuState cpu
    )
    {
        ByteMemory memory = new();
        foreach ((ulong address, byte value) in vector.MemoryBefore.NonZero)
        {
            memory[address] = value;
        }

        var effect = memory.Step(instruction, cpu, CpuMode.Bits64);
        return (effect.Outcome, effect.After, memory);
    }
}
