using Model.Steps;

namespace Model.Systems;

/// <summary>What expressions may name in a model.</summary>
public interface IStateNames
{
    /// <summary>Every name that <see cref="Value"/> knows, in a fixed order: for suggestions.</summary>
    IReadOnlyList<string> Known { get; }

    /// <summary>
    /// The same names, for a property that is judged in every state and not only where executions end.
    /// </summary>
    IStateNames Judged => this;

    /// <summary>
    /// Takes note that a property which is no expression is judged in every state, and may look at anything.
    /// </summary>
    void JudgeAnything() { }

    /// <summary>The processes that <see cref="At"/> and <see cref="Finished"/> know.</summary>
    IReadOnlyList<string> Processes { get; }

    /// <summary>
    /// The places of a process that <see cref="At"/> knows, in a fixed order: for suggestions. May be incomplete.
    /// </summary>
    /// <param name="process">A name of <see cref="Processes"/>.</param>
    IReadOnlyList<string> Places(string process) => [];

    /// <summary>The value called <paramref name="name"/>, or <c>null</c> when there is none.</summary>
    Func<StateView, ulong>? Value(string name);

    /// <summary>Memory at an address, or <c>null</c> when the model has no such memory.</summary>
    /// <param name="address">Guest physical address of the first byte.</param>
    /// <param name="size">Bytes: 1, 2, 4 or 8.</param>
    Func<StateView, ulong>? Memory(ulong address, int size);

    /// <summary>
    /// Where the memory called <paramref name="name"/> begins, whatever its size: <c>[name:4]</c> are four bytes of it.
    /// <c>null</c> when nothing is called that, or several things are.
    /// </summary>
    ulong? AddressOf(string name) => null;

    /// <summary>
    /// The names that tell apart the several things that are called <paramref name="name"/>; none when there are not
    /// several.
    /// </summary>
    IReadOnlyList<string> Choices(string name) => [];

    /// <summary>Whether a process stands at a place, or <c>null</c> when either is unknown.</summary>
    /// <param name="process">A name of <see cref="Processes"/>.</param>
    /// <param name="place">A symbol of the guest, or a routine name that an operation is labelled with.</param>
    Func<StateView, bool>? At(string process, string place);

    /// <summary>Whether a process has run to its end, or <c>null</c> when it is unknown.</summary>
    Func<StateView, bool>? Finished(string process);
}

/// <summary>
/// The names that the modeller declared with <see cref="SystemModel.Observe(string, Func{StateView, ulong})"/>.
/// </summary>
internal sealed class DeclaredNames : IStateNames
{
    private readonly SystemModel _model;

    public DeclaredNames(SystemModel model) => _model = model;

    public IReadOnlyList<string> Known => [.. _model.Values.Keys.Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Processes => [.. _model.Processes.Select(process => process.Name)];

    public Func<StateView, ulong>? Value(string name) => _model.Values.GetValueOrDefault(name);

    public Func<StateView, ulong>? Memory(ulong address, int size) => null;

    public Func<StateView, bool>? At(string process, string place) =>
        Processes.Contains(process) ? states => states.Pending(process)?.Source?.Routine == place : null;

    public Func<StateView, bool>? Finished(string process) =>
        Processes.Contains(process) ? states => states.HasFinished(process) : null;
}
