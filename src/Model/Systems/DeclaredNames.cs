using Model.Steps;

namespace Model.Systems;

/// <summary>The names that the modeller declared with <see cref="SystemModel.Observe(string, Func{StateView, ulong})"/>.</summary>
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
