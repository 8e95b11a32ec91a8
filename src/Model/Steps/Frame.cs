using System.Reflection;
using System.Runtime.CompilerServices;

namespace Model.Steps;

/// <summary>A suspended async method, captured as a value. Never run in place: it is cloned first.</summary>
internal abstract class Frame
{
    /// <summary>The compiler's state machine, boxed when it is a struct.</summary>
    public abstract object Machine { get; }

    /// <summary>An independent copy.</summary>
    public abstract Frame Clone();

    /// <summary>Runs the method from where it was suspended to its next suspension or end.</summary>
    public abstract void MoveNext();
}

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

    public override Frame Clone() =>
        new Frame<TStateMachine>(
            typeof(TStateMachine).IsValueType ? _machine : (TStateMachine)_memberwiseClone(_machine)
        );

    public override void MoveNext() => _machine.MoveNext();
}
