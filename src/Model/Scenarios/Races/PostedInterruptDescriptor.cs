namespace Model.Scenarios.Races;

/// <summary>The descriptor through which interrupts are posted to a vCPU.</summary>
/// <param name="Pending">Interrupts in PIR.</param>
/// <param name="IsOutstanding">ON: a notification was sent and not yet taken.</param>
/// <param name="WakesUp">Whether NV is the wakeup vector; otherwise it is the notification vector.</param>
public readonly record struct PostedInterruptDescriptor(int Pending, bool IsOutstanding, bool WakesUp)
{
    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Pending} pending, ON {(IsOutstanding ? 1 : 0)}, NV {(WakesUp ? "wakeup" : "notification")}");
}
