using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// What can be observed when each CPU executes one indivisible instruction: the outcomes of all orders.
/// </summary>
internal sealed class AtomicOutcomes
{
    private readonly LapicTest _test;
    private readonly IReadOnlyList<Word> _words;
    private readonly HashSet<Sequence<ulong>> _legal = [];

    public AtomicOutcomes(LapicTest test)
    {
        _test = test;
        _words = [.. test.Memory, .. test.Seen];
        Execute([], _words.ToDictionary(word => word, _ => 0UL));
    }

    /// <summary>How many there are.</summary>
    public int Count => _legal.Count;

    /// <summary>Whether a final state shows one of them.</summary>
    public bool Include(StateView states) => _legal.Contains(Sequence<ulong>.Of([.. _words.Select(states.Of)]));

    private void Execute(IReadOnlyList<int> done, Dictionary<Word, ulong> memory)
    {
        if (done.Count == _test.Cpus)
        {
            _legal.Add(Sequence<ulong>.Of([.. _words.Select(word => memory[word])]));
            return;
        }

        foreach (int cpu in Enumerable.Range(0, _test.Cpus).Except(done))
        {
            var instruction = _test.InstructionOf(cpu);
            var after = new Dictionary<Word, ulong>(memory);
            ulong seen = instruction.Operand.ValueIn(word => memory[word]);
            if (instruction.Writes(seen))
            {
                for (int i = 0; i < instruction.Operand.Pieces.Count; i++)
                {
                    after[instruction.Operand.Pieces[i].Word] = instruction.Operand.PartOf(instruction.Value, i);
                }
            }

            after[_test.Seen[cpu]] = seen;
            Execute([.. done, cpu], after);
        }
    }
}
