using System.Reflection;
using System.Runtime.CompilerServices;

namespace Model.Steps;

/// <summary>A frame over one state machine type: a struct in an optimised build, a class in a debug build.</summary>
internal sealed class Frame<TStateMachine> : Frame
    where TStateMachine : IAsyncStateMachine
{
    private static readonly Func<object, object> _memberwiseClone = typeof(object)
        .GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!
        .CreateDelegate<Func<object, object>>();

    private TStateMachine _machine;

    public Frame(in TStateMachine machine) => _machine = machine;

    public override object Machine => _machine;

    public override Frame Clone() => new Frame<TStateMachine>(
        typeof(TStateMachine).IsValueType ? _machine : (TStateMachine)_memberwiseClone(_machine));

    public override void MoveNext() => _machine.MoveNext();
}
