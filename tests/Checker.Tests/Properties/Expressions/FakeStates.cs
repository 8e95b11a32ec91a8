using Model.Steps;

namespace Checker.Tests.Properties.Expressions;

/// <summary>One state, in which every object is as it was created; may remember what is looked at.</summary>
internal sealed class FakeStates : StateView
{
    private readonly List<string> _looks = [];
    private readonly bool _remembers;

    public FakeStates(bool remembers = true) => _remembers = remembers;

    public IReadOnlyList<string> Looks => _looks;

    public override Operation? Pending(string process)
    {
        Remember(process);
        return null;
    }

    public override bool HasFinished(string process)
    {
        Remember(process);
        return process == "cpu1";
    }

    private protected override object Look(SharedObject target)
    {
        Remember(target.Name);
        return target.InitialState;
    }

    private void Remember(string name)
    {
        if (_remembers)
        {
            _looks.Add(name);
        }
    }
}
