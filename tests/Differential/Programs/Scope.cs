namespace Differential.Programs;

/// <summary>What the code at hand may use.</summary>
internal sealed class Scope(Dice dice)
{
    // The variables, each with the cast that a value assigned to it needs.
    private readonly List<(string Name, string Cast, bool IsRead)> _variables = [];
    private int _names;
    private int _awaits;
    private int _calls;
    private int _factor;

    /// <summary>How to leave the method.</summary>
    public string Exit { get; private set; } = "";

    public LoopKind Loop { get; set; }

    public bool InFinally { get; set; }

    public void Begin(int awaits, int calls, string exit, IEnumerable<string> parameters)
    {
        (_awaits, _calls, _factor, Exit, Loop, InFinally) = (awaits, calls, 1, exit, LoopKind.None, false);
        _variables.Clear();
        Declare(parameters, isRead: true);
    }

    /// <summary>A name that nothing has yet.</summary>
    public string NewName() => $"v{_names++}";

    /// <summary>A name for a variable that nobody but its loop assigns to.</summary>
    public string NewConstant() => $"c{_names++}";

    public void Declare(IEnumerable<string> locals, bool isRead) =>
        _variables.AddRange(
            locals.Select(local =>
                local.Split(':') switch
                {
                    [var name, var type] => (name, $"({type})", isRead),
                    var name => (name[0], "", isRead),
                }
            )
        );

    public int Open(IEnumerable<string> locals)
    {
        int before = _variables.Count;
        Declare(locals, isRead: true);
        return before;
    }

    public void Close(int before) => _variables.RemoveRange(before, _variables.Count - before);

    public int ForbidAwaits()
    {
        int awaits = _awaits;
        _awaits = 0;
        return awaits;
    }

    public void AllowAwaits(int awaits) => _awaits = awaits;

    public LoopKind EnterLoop()
    {
        var outer = Loop;
        Loop = LoopKind.Inside;
        _factor *= 2;
        return outer;
    }

    public void LeaveLoop(LoopKind outer)
    {
        Loop = outer;
        _factor /= 2;
    }

    /// <summary>Takes awaits from those that the method has left, twice as many in a loop.</summary>
    public bool TakeAwaits(int count)
    {
        bool allowed = _awaits >= count * _factor;
        _awaits -= allowed ? count * _factor : 0;
        return allowed;
    }

    /// <summary>Takes a call of the other method, which has awaits of its own.</summary>
    public bool TakeCall() => _calls > 0 && TakeAwaits(2);

    public string Callee => _calls > 1 ? "Call" : "Inner";

    /// <summary>A variable's value as a number.</summary>
    public string Read()
    {
        var read = _variables.Where(variable => variable.IsRead).ToList();
        return read.Count == 0 ? "1UL" : $"(ulong){dice.Of(read).Name}";
    }

    /// <summary>A variable that may be assigned to, with other values than its own.</summary>
    public string Written() => _variables.Count == 0 ? "_" : Assignable().Name;

    public string Assignment(string value) =>
        _variables.Count == 0 ? $"_ = {value}"
        : Assignable() is var (name, cast, _) ? $"{name} = {(cast.Length == 0 ? value : $"unchecked({cast}({value}))")}"
        : "";

    /// <summary>A variable of 8 bytes that a reference may go to.</summary>
    public string? Wide()
    {
        var wide = _variables.Where(variable => variable.Cast.Length == 0 && variable.Name[0] != 'c').ToList();
        return wide.Count == 0 ? null : dice.Of(wide).Name;
    }

    /// <summary>A variable that is a pair.</summary>
    public string? Pair()
    {
        var pairs = _variables
            .Select(variable => variable.Name)
            .Where(name => name.EndsWith(".Y", StringComparison.Ordinal))
            .ToList();
        return pairs.Count == 0 ? null : dice.Of(pairs)[..^2];
    }

    private (string Name, string Cast, bool IsRead) Assignable() =>
        dice.Of(_variables.Where(variable => variable.Name[0] != 'c').DefaultIfEmpty(("_", "", true)).ToList());
}
