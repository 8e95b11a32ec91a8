using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Tests.Guests;

public sealed class CpuVectorTests
{
    [Fact]
    public void EveryVectorOfARealProcessorGivesItsResult()
    {
        List<string> failures = [];
        int unsupported = 0;
        foreach (var vector in CpuVector.All)
        {
            try
            {
                failures.AddRange(Run(vector));
            }
            catch (UnsupportedInstructionException exception)
            {
                unsupported++;
                failures.Add($"{vector.Asm}: {exception.Message}");
            }
        }

        Assert.Equal(4396, CpuVector.All.Count);
        Assert.Equal(0, unsupported);
        Assert.True(failures.Count == 0, $"{failures.Count} differences\n{string.Join('\n', failures.Take(60))}");
    }

    private static IEnumerable<string> Run(CpuVector vector)
    {
        GuestDecoder decoder = new(TestGuest.Image(CpuMode.Bits64, vector.Rip, vector.Code));
        ByteMemory memory = new();
        foreach ((ulong address, byte value) in vector.MemoryBefore.NonZero)
        {
            memory[address] = value;
        }

        var cpu = vector.Before;
        while (cpu.Rip != vector.End)
        {
            var effect = memory.Step(decoder.At(cpu.Rip), cpu, CpuMode.Bits64);
            if (effect.Outcome != InstructionOutcome.Continue)
            {
                return [$"{vector.Asm}: {effect.Outcome}"];
            }

            cpu = effect.After;
        }

        return Differences(vector, cpu, memory);
    }

    private static IEnumerable<string> Differences(CpuVector vector, CpuState cpu, ByteMemory memory)
    {
        foreach (var register in Enum.GetValues<GeneralRegister>())
        {
            if (cpu[register] != vector.After[register])
            {
                yield return $"{vector.Asm} ({Convert.ToHexStringLower(vector.Code)}): {register} is "
                    + $"{cpu[register]:x}, expected {vector.After[register]:x}";
            }
        }

        var compared = CpuFlags.Tracked & ~vector.Undefined;
        if ((cpu.Flags & compared) != (vector.After.Flags & compared))
        {
            yield return $"{vector.Asm}: flags {cpu.Flags & compared}, expected {vector.After.Flags & compared}";
        }

        if (!memory.NonZero.SequenceEqual(vector.MemoryAfter.NonZero))
        {
            yield return $"{vector.Asm}: memory differs";
        }
    }
}
