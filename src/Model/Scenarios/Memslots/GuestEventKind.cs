namespace Model.Scenarios.Memslots;

/// <summary>What happens to a vCPU in guest mode.</summary>
public enum GuestEventKind
{
    /// <summary>The processor has executed the instruction.</summary>
    Retired,

    /// <summary>A fault or an intercept: KVM handles it.</summary>
    Violation,

    /// <summary>A signal takes the thread out of KVM_RUN.</summary>
    Kicked,

    /// <summary>The program is over, and so are the updates.</summary>
    Over,
}
