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
