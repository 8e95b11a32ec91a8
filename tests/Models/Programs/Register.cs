namespace Models.Programs;

/// <summary>
/// A register that is told apart by its value until the next load, as the published counts do, although nobody reads
/// it.
/// </summary>
public readonly record struct Register(ulong Value)
{
    // Being called on the old value keeps the old value alive until here.
    public Register Load(ulong value) => this with { Value = value };

    public static implicit operator ulong(Register register) => register.Value;
}
