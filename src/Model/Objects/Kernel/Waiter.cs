namespace Model.Objects.Kernel;

/// <summary>A process in a wait queue.</summary>
/// <param name="Process">Who.</param>
/// <param name="IsSleeping">Whether it has said that it is about to sleep, and nobody has woken it since.</param>
public readonly record struct Waiter(string Process, bool IsSleeping)
{
    /// <inheritdoc/>
    public override string ToString() => IsSleeping ? $"{Process} sleeping" : $"{Process} running";
}
