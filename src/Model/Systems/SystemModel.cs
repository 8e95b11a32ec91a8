using Model.Input;
using Model.Objects;
using Model.Steps;

namespace Model.Systems;

/// <summary>What is explored: processes that share objects, and the properties that must hold.</summary>
/// <remarks>
/// Add processes in a fixed order: it is the order in which equally short counterexamples are preferred. Objects need
/// no registration; they belong to the model once an operation or a property touches them.
/// </remarks>
public sealed class SystemModel
{
    private readonly List<ProcessDefinition> _processes = [];
    private readonly List<Property> _properties = [];
    private readonly List<Property> _constraints = [];
    private readonly Dictionary<string, Func<StateView, ulong>> _values = new(StringComparer.Ordinal);

    /// <summary>Creates an empty model.</summary>
    /// <param name="name">As reports show it.</param>
    public SystemModel(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Names = new DeclaredNames(this);
    }

    /// <summary>The model's name in reports.</summary>
    public string Name { get; }

    /// <summary>The processes in the order of their addition.</summary>
    public IReadOnlyList<ProcessDefinition> Processes => _processes;

    /// <summary>The properties in the order of their addition.</summary>
    public IReadOnlyList<Property> Properties => _properties;

    /// <summary>The constraints on what is explored, in the order of their addition.</summary>
    public IReadOnlyList<Property> Constraints => _constraints;

    /// <summary>The claim about the ends of executions, or <c>null</c>.</summary>
    public ModelRefinement? Refinement { get; private set; }

    /// <summary>
    /// What identifies the model beyond its name: guest image hash, parameters. A trace of a model with another
    /// identity is refused.
    /// </summary>
    public string Identity { get; init; } = "";

    /// <summary>What expressions may name. Guests replace it by their symbols.</summary>
    public IStateNames Names { get; init; }

    /// <summary>The guest's code in order of address; empty without a guest. Only shown, never executed.</summary>
    public IReadOnlyList<CodeLine> Listing { get; init; } = [];

    /// <summary>
    /// Logic that a patch may stand in for and that the bodies of processes reach through values; <c>null</c> when
    /// there is none.
    /// </summary>
    internal object? Logic { get; init; }

    /// <summary>
    /// Whether the processes have code that could change an object, whether or not they come to it; <c>null</c> in
    /// answer for objects that this knows nothing of.
    /// </summary>
    internal Func<SharedObject, bool?>? CouldChange { get; init; }

    internal IReadOnlyDictionary<string, Func<StateView, ulong>> Values => _values;

    /// <summary>Adds a process.</summary>
    /// <param name="name">Unique within the model.</param>
    /// <param name="body">The process: a method that returns <see cref="Step"/>. It must not change anything but shared
    /// objects.</param>
    /// <exception cref="ArgumentException">There is a process of that name already.</exception>
    public SystemModel Process(string name, Func<Step> body) =>
        Add(new ProcessDefinition(name, body, IsBackground: false));

    /// <summary>
    /// Adds a process that serves the others and need not finish: when only such processes are left waiting, that is no
    /// deadlock.
    /// </summary>
    /// <inheritdoc cref="Process"/>
    public SystemModel Background(string name, Func<Step> body) =>
        Add(new ProcessDefinition(name, body, IsBackground: true));

    /// <summary>Claims that <paramref name="expression"/> holds in every reachable state.</summary>
    /// <param name="expression">An expression over <see cref="Names"/>, e.g. <c>at(cpu0, row) => count1 + count2 ==
    /// count0</c>.</param>
    public SystemModel Always(string expression) =>
        Add(new Property(expression, PropertyKind.Invariant) { Expression = expression });

    /// <summary>Claims that <paramref name="predicate"/> holds in every reachable state.</summary>
    /// <param name="name">The claim as reports show it.</param>
    /// <param name="predicate">A pure function of the state.</param>
    public SystemModel Always(string name, Func<StateView, bool> predicate) =>
        Add(new Property(name, PropertyKind.Invariant) { Predicate = predicate });

    /// <summary>
    /// Claims that from every reachable state a state can be reached in which <paramref name="expression"/> holds.
    /// </summary>
    /// <param name="expression">As for <see cref="Always(string)"/>.</param>
    public SystemModel Goal(string expression) =>
        Add(new Property(expression, PropertyKind.Goal) { Expression = expression });

    /// <summary>
    /// Claims that from every reachable state a state can be reached in which <paramref name="predicate"/> holds.
    /// </summary>
    /// <param name="name">The goal as reports show it.</param>
    /// <param name="predicate">A pure function of the state.</param>
    public SystemModel Goal(string name, Func<StateView, bool> predicate) =>
        Add(new Property(name, PropertyKind.Goal) { Predicate = predicate });

    /// <summary>
    /// Explores only while <paramref name="expression"/> holds: a state in which it is false is reached and judged by
    /// the invariants, but nothing goes on from there. It counts as having reached every goal, and is neither a
    /// deadlock nor an end.
    /// </summary>
    /// <param name="expression">As for <see cref="Always(string)"/>. Several constraints must all hold.</param>
    public SystemModel While(string expression) =>
        Add(_constraints, new Property(expression, PropertyKind.Constraint) { Expression = expression });

    /// <summary>Explores only while <paramref name="predicate"/> holds.</summary>
    /// <param name="name">The constraint as reports show it.</param>
    /// <param name="predicate">A pure function of the state.</param>
    /// <remarks>As <see cref="While(string)"/>.</remarks>
    public SystemModel While(string name, Func<StateView, bool> predicate) =>
        Add(_constraints, new Property(name, PropertyKind.Constraint) { Predicate = predicate });

    /// <summary>
    /// Claims that every execution ends as one of another model may: with the same values of the observed names.
    /// </summary>
    /// <param name="reference">The other model, such as the same guest on the hardware.</param>
    /// <param name="observed">Names that both models know; at least one.</param>
    /// <exception cref="ArgumentException">No name is given.</exception>
    public SystemModel Refines(SystemModel reference, IReadOnlyList<string> observed)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentOutOfRangeException.ThrowIfZero(observed.Count, nameof(observed));
        Refinement = new ModelRefinement(reference, observed);
        return this;
    }

    /// <summary>Claims that every execution ends as one of another model may.</summary>
    /// <param name="reference">The other model.</param>
    /// <param name="end">What is compared of a state in which nothing can step: a pure function of the state.</param>
    /// <param name="referenceEnd">The same of the other model.</param>
    public SystemModel Refines(SystemModel reference, Func<StateView, string> end, Func<StateView, string> referenceEnd)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Refinement = new ModelRefinement(reference, []) { Ends = (end, referenceEnd) };
        return this;
    }

    /// <summary>Makes words known to expressions by their names.</summary>
    public SystemModel Observe(params ReadOnlySpan<Word> words)
    {
        foreach (var word in words)
        {
            Observe(word.Name, states => states.Of(word));
        }

        return this;
    }

    /// <summary>Makes a value known to expressions.</summary>
    /// <param name="name">A letter or underscore, then letters, digits, underscores and dots.</param>
    /// <param name="value">A pure function of the state.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public SystemModel Observe(string name, Func<StateView, ulong> value)
    {
        _values.Add(name, value);
        return this;
    }

    private SystemModel Add(ProcessDefinition process)
    {
        if (_processes.Any(other => other.Name == process.Name))
        {
            throw new ArgumentException($"There is a process {process.Name} already.", nameof(process));
        }

        _processes.Add(process);
        return this;
    }

    private SystemModel Add(Property property) => Add(_properties, property);

    private SystemModel Add(List<Property> properties, Property property)
    {
        properties.Add(property);
        return this;
    }
}

/// <summary>A process of a model.</summary>
/// <param name="Name">Unique within the model.</param>
/// <param name="Body">Its code.</param>
/// <param name="IsBackground">Whether it only serves the others and need not finish.</param>
public sealed record ProcessDefinition(string Name, Func<Step> Body, bool IsBackground);
