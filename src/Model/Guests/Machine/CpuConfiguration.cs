using Model.Systems;

namespace Model.Guests;

/// <summary>A CPU of a guest.</summary>
/// <param name="Number">From 0; its process is called <c>cpu</c> and this number.</param>
/// <param name="Entry">Address of its first instruction.</param>
/// <param name="StackSize">Bytes of stack, at most 32768; 0 for none.</param>
public sealed record CpuConfiguration(int Number, ulong Entry, ulong StackSize)
{
    /// <summary>What registers hold before the first instruction; all others hold 0, and RSP the top of the stack.</summary>
    public IReadOnlyDictionary<GeneralRegister, ulong> Registers { get; init; } = new Dictionary<GeneralRegister, ulong>();

    /// <summary>
    /// Makes the fault of a CPU that has no stack and uses one: what is wrong, and where and how the user gives it a
    /// stack.
    /// </summary>
    internal Func<string, InputException> WithoutStack { get; init; } = message => new InputException(message);
}
