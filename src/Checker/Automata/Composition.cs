using System.Globalization;
using Checker.Automata.Frames;
using Model.Steps;
using Model.Systems;

namespace Checker.Automata;

/// <summary>
/// The processes and objects of a model side by side. A global state has one slot for each: first the processes in
/// their order, then the objects in the order in which they were first touched.
/// </summary>
internal sealed unsafe class Composition
{
    /// <summary>The reference of the leaf without transitions: blocked, finished or failed.</summary>
    public const int NoTransitions = ~0;

    /// <summary>What <see cref="Compile"/> answers when a value turned up that does not fit the layout.</summary>
    public const int DoesNotFit = DecisionForest.Unknown;

    /// <summary>Processes that can be told apart in a step.</summary>
    public const int MaximumProcesses = 1 << 11;

    /// <summary>Outcomes of an operation that can be told apart in a step.</summary>
    public const int MaximumOutcomes = 1 << 20;

    /// <summary>What stands for the user's constraint among the limits that cut a state.</summary>
    public const int ByConstraint = -1;

    // Measured as a mean over the catalogue: frames with boxed locals, keys, list and dictionary entries.
    private const long BytesOfLocalState = 600;
    private const long BytesOfObjectState = 150;

    private readonly Dictionary<SharedObject, int> _slots = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, SharedObject> _objectNames = new(StringComparer.Ordinal);
    private readonly List<ObjectAutomaton> _objects = [];
    private readonly List<string> _limits = [];
    private readonly int[][] _roots;
    private readonly int[] _rooted;
    private int[] _transitions = new int[1024];
    private int _transitionsUsed = 1;

    /// <exception cref="ModelException">There are too many processes, or one breaks a rule of sound exploration at its
    /// start.</exception>
    public Composition(SystemModel model, AutomataOptions options)
    {
        if (model.Processes.Count > MaximumProcesses)
        {
            throw new ModelException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the model {model.Name} has {model.Processes.Count:N0} processes, and at most "
                        + $"{MaximumProcesses:N0} can be explored"
                )
            );
        }

        var shapes = new FrameShapes(options.DeadLocalsCount);
        Processes = [.. model.Processes.Select(process => new ProcessAutomaton(process, model.Logic, shapes, options))];
        _roots = [.. Processes.Select(_ => Array.Empty<int>())];
        _rooted = new int[Processes.Count];
        Constraint = options.Constraint is { } constraint
            ? new PredicateTable(this, constraint.Name, constraint.Predicate)
            : null;
        for (int i = 0; i < Processes.Count; i++)
        {
            Processes[i].Start();
            ExtendRoots(i);
        }
    }

    public IReadOnlyList<ProcessAutomaton> Processes { get; }

    public IReadOnlyList<ObjectAutomaton> Objects => _objects;

    public DecisionForest Forest { get; } = new();

    /// <summary>Where this is false nothing goes on; <c>null</c> for no constraint.</summary>
    public PredicateTable? Constraint { get; }

    /// <summary>Held by whoever adds to the tables.</summary>
    public Lock Compiling { get; } = new();

    /// <summary>For each process and local state, the tree that finds its transitions.</summary>
    public int[][] Roots => _roots;

    /// <summary>
    /// The leaves: number of transitions, then for each of them the next local state, four times the number of changes
    /// plus its <see cref="StepEnding"/>, and for each change slot and value. A transition beyond a limit has the
    /// limit's number instead of a local state, and no changes. Fetch them after the reference of the leaf was read.
    /// </summary>
    public int[] Transitions => Volatile.Read(ref _transitions);

    public int SlotCount => Processes.Count + _objects.Count;

    /// <summary>
    /// Bytes that the tables take, about: trees and leaves exactly, the values behind the numbers at a flat rate.
    /// </summary>
    public long Bytes =>
        ((Forest.Size + Transitions.Length) * (long)sizeof(int))
        + (Processes.Sum(process => (long)process.Count) * BytesOfLocalState)
        + (_objects.Sum(target => (long)target.Count) * BytesOfObjectState);

    /// <summary>How many times code of a process body was run.</summary>
    public long Runs => Processes.Sum(process => process.Runs);

    /// <summary>The limit of that number, in words. Numbers differ from run to run.</summary>
    public string Limit(int number) => _limits[number];

    public ObjectAutomaton ObjectAt(int slot) => _objects[slot - Processes.Count];

    /// <summary>Number of values of all slots together: it grows whenever one of them does.</summary>
    public long ValueCount
    {
        get
        {
            long count = 0;
            foreach (var process in Processes)
            {
                count += process.Count;
            }

            foreach (var target in _objects)
            {
                count += target.Count;
            }

            return count;
        }
    }

    /// <summary>Writes the number of values of each slot.</summary>
    public int[] ValueCounts() =>
        [.. Processes.Select(process => process.Count), .. _objects.Select(target => target.Count)];

    /// <summary>
    /// The claim that failed on the way into a state, after which nothing steps any more; <c>null</c> when none did.
    /// </summary>
    public string? FailedClaim(Layout layout, ulong* state)
    {
        for (int process = 0; process < Processes.Count; process++)
        {
            if (Processes[process][layout.Fields[process].In(state)].Failure is { } failure)
            {
                return failure.Claim;
            }
        }

        return null;
    }

    /// <summary>Whether a process that should finish has not: a deadlock where nothing can step.</summary>
    public bool HasUnfinishedProcess(Layout layout, ulong* state)
    {
        for (int process = 0; process < Processes.Count; process++)
        {
            var automaton = Processes[process];
            if (!automaton.IsBackground && !automaton[layout.Fields[process].In(state)].HasFinished)
            {
                return true;
            }
        }

        return false;
    }

    /// <exception cref="ArgumentException">There is no such process.</exception>
    public int ProcessNumber(string name)
    {
        for (int i = 0; i < Processes.Count; i++)
        {
            if (Processes[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"The model has no process {name}.", nameof(name));
    }

    /// <summary>The slot of an object; it gets one when it is first met.</summary>
    /// <exception cref="ModelException">Another object has the same name.</exception>
    public int SlotOf(SharedObject target)
    {
        if (!_slots.TryGetValue(target, out int slot))
        {
            if (!_objectNames.TryAdd(target.Name, target))
            {
                throw new ModelException($"two shared objects are called {target.Name}; give each its own name");
            }

            slot = SlotCount;
            _objects.Add(new ObjectAutomaton(target, value => Processes.Any(process => process.IsOfModel(value))));
            _slots.Add(target, slot);
        }

        return slot;
    }

    /// <summary>
    /// Computes the transitions of one process in one state and remembers them. May be called from several threads.
    /// </summary>
    /// <returns>The reference of the leaf, or <see cref="DoesNotFit"/>: then a wider layout is needed first.</returns>
    public int Compile(int process, Layout layout, ulong* state)
    {
        lock (Compiling)
        {
            int local = layout.Fields[process].In(state);
            int known = Forest.Find(_roots[process][local], layout, state);
            return known != DecisionForest.Unknown ? known : CompileAnew(process, local, layout, state);
        }
    }

    private int CompileAnew(int process, int local, Layout layout, ulong* state)
    {
        var automaton = Processes[process];
        var (outcomes, looks) = OutcomesOf(process, layout, state);
        var encoded = new List<int> { outcomes.Count };
        foreach (var outcome in outcomes)
        {
            int next = automaton.Successor(local, outcome.Response);
            if (automaton[next].Limit is { } limit)
            {
                encoded.AddRange(NumberOf(limit), (int)StepEnding.IsBeyondLimit);
                continue;
            }

            encoded.Add(next);
            encoded.Add(
                (outcome.Changes.Length << 2)
                    | (int)(automaton[next].Failure is null ? StepEnding.GoesOn : StepEnding.Fails)
            );
            foreach (var change in outcome.Changes)
            {
                int slot = SlotOf(change.Target);
                encoded.Add(slot);
                encoded.Add(ObjectAt(slot).Number(change.State));
            }
        }

        ExtendRoots(process);
        if (!layout.Fits(ValueCounts()))
        {
            // Nobody may use a leaf whose values do not fit the states that are about to be made.
            return DoesNotFit;
        }

        int leaf = outcomes.Count == 0 ? NoTransitions : ~Append(encoded);
        if (!Forest.Insert(ref _roots[process][local], looks, leaf))
        {
            throw new ModelException(
                $"the operation {automaton[local].Pending} is not a pure function of the objects it looks at"
            );
        }

        return leaf;
    }

    /// <summary>The outcomes of the pending operation of a process that has one.</summary>
    /// <exception cref="ModelException">The operation throws or touches an object that its footprint does not
    /// name.</exception>
    public (IReadOnlyList<Outcome> Outcomes, IReadOnlyList<(int Slot, int Value)> Looks) OutcomesOf(
        int process,
        Layout layout,
        ulong* state
    )
    {
        var operation = Processes[process][layout.Fields[process].In(state)].Pending!;
        var view = new RecordingView(this, layout, state);
        IReadOnlyList<Outcome> outcomes;
        IReadOnlyList<Access> footprint;
        StatementProbe.BeginStep();
        try
        {
            outcomes = operation.OutcomesIn(view);
            footprint = operation.FootprintIn(view);
        }
        catch (Exception exception) when (exception is not (ModelException or OutOfMemoryException))
        {
            throw new ModelException(
                $"the operation {operation} of process {Processes[process].Name} throws {exception.GetType().Name}: "
                    + $"{exception.Message}"
            );
        }

        if (outcomes.Count > MaximumOutcomes)
        {
            throw new ModelException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"an operation of process {Processes[process].Name} ({operation.Kind}) has {outcomes.Count:N0} "
                        + $"outcomes in one state, and at most {MaximumOutcomes:N0} can be explored; choose in "
                        + $"several steps"
                )
            );
        }

        Footprints.Require(
            operation,
            footprint,
            view.Looks.Where(look => look.Slot >= Processes.Count).Select(look => ObjectAt(look.Slot).Target),
            outcomes
        );
        return (outcomes, view.Looks);
    }

    private int Append(List<int> encoded)
    {
        if (_transitionsUsed + encoded.Count > _transitions.Length)
        {
            int[] larger = new int[Math.Max(_transitionsUsed + encoded.Count, checked(_transitions.Length * 2))];
            _transitions.AsSpan(0, _transitionsUsed).CopyTo(larger);
            Volatile.Write(ref _transitions, larger);
        }

        int start = _transitionsUsed;
        encoded.CopyTo(_transitions, start);
        _transitionsUsed += encoded.Count;
        return start;
    }

    private void ExtendRoots(int process)
    {
        var automaton = Processes[process];
        if (automaton.Count > _roots[process].Length)
        {
            int[] roots = new int[Math.Max(automaton.Count, _roots[process].Length * 2)];
            _roots[process].CopyTo(roots, 0);
            Volatile.Write(ref _roots[process], roots);
        }

        for (; _rooted[process] < automaton.Count; _rooted[process]++)
        {
            var local = automaton[_rooted[process]];
            _roots[process][_rooted[process]] =
                local.Pending is not null ? DecisionForest.Unknown
                : local.Limit is { } limit ? ~Append([1, NumberOf(limit), (int)StepEnding.IsBeyondLimit])
                : NoTransitions;
        }
    }

    private int NumberOf(string limit)
    {
        if (_limits.IndexOf(limit) is var known and >= 0)
        {
            return known;
        }

        _limits.Add(limit);
        return _limits.Count - 1;
    }
}
