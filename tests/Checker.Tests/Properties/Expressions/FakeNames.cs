using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Properties.Expressions;

/// <summary>
/// A small guest: counters, one word of memory, two CPUs. CPU 0 stands at <c>row</c>; CPU 1 has finished.
/// </summary>
internal sealed class FakeNames : IStateNames
{
    private const ulong MemoryStart = 0xb8000;

    private static readonly Word[] _words =
    [
        new Word("count0", 3),
        new Word("count1", 1),
        new Word("count2", 2),
        new Word("zero"),
        new Word("huge", ulong.MaxValue),
        new Word("stage.next_row", 7),
    ];

    private static readonly Word _memory = new("memory", 0x8877_6655_4433_2211);

    public IReadOnlyList<string> Known { get; } = [.. _words.Select(word => word.Name)];

    public IReadOnlyList<string> Processes { get; } = ["cpu0", "cpu1"];

    public IReadOnlyList<string> Places(string process) => ["row", "wait_for_token"];

    public Func<StateView, ulong>? Value(string name) =>
        _words.FirstOrDefault(word => word.Name == name) is { } known ? states => states.Of(known) : null;

    public Func<StateView, ulong>? Memory(ulong address, int size)
    {
        bool isInside = address >= MemoryStart && address + (ulong)size <= MemoryStart + 8;
        ulong mask = size == 8 ? ulong.MaxValue : (1UL << (8 * size)) - 1;
        int shift = (int)(address - MemoryStart) * 8;
        return isInside ? states => (states.Of(_memory) >> shift) & mask : null;
    }

    public Func<StateView, bool>? At(string process, string place)
    {
        if (!Processes.Contains(process) || !Places(process).Contains(place))
        {
            return null;
        }

        return states =>
        {
            states.Pending(process);
            return process == "cpu0" && place == "row";
        };
    }

    public Func<StateView, bool>? Finished(string process) =>
        Processes.Contains(process) ? states => states.HasFinished(process) : null;
}
