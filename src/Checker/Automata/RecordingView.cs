using Model.Steps;

namespace Checker.Automata;

/// <summary>A look at one packed state that records what is looked at, in order.</summary>
internal sealed unsafe class RecordingView : StateView
{
    private readonly Composition _composition;
    private readonly Layout _layout;
    private readonly ulong* _state;
    private readonly List<(int Slot, int Value)> _looks = [];

    public RecordingView(Composition composition, Layout layout, ulong* state)
    {
        _composition = composition;
        _layout = layout;
        _state = state;
    }

    /// <summary>The slots looked at and their values, each once.</summary>
    public IReadOnlyList<(int Slot, int Value)> Looks => _looks;

    public override Operation? Pending(string process) => Local(process).Pending;

    public override bool HasFinished(string process) => Local(process).HasFinished;

    private protected override object Look(SharedObject target)
    {
        int slot = _composition.SlotOf(target);
        return _composition.ObjectAt(slot)[ValueOf(slot)];
    }

    private LocalState Local(string process)
    {
        int slot = _composition.ProcessNumber(process);
        return _composition.Processes[slot][ValueOf(slot)];
    }

    private int ValueOf(int slot)
    {
        int value = slot < _layout.Capacity ? _layout.Fields[slot].In(_state) : 0;
        if (!_looks.Contains((slot, value)))
        {
            _looks.Add((slot, value));
        }

        return value;
    }
}
