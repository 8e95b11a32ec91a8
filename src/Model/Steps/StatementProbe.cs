using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Model.Steps;

/// <summary>
/// Is told of every statement that a patch is about to run: it remembers which ones were reached, and ends a local step
/// that has no end.
/// </summary>
/// <remarks>The calls are put into a patch when it is compiled. May be told by several threads.</remarks>
public sealed class StatementProbe
{
    /// <summary>Statements of a patch that one local step may run.</summary>
    internal const int MostStatements = 100_000;

    private const int DeepestCall = 900;

    [ThreadStatic]
    private static int _executed;

    [ThreadStatic]
    private static ReachedStatement? _last;

    private readonly ReachedStatement[] _statements;
    private readonly bool[] _reached;

    /// <param name="statements">Number of statements, at least 0.</param>
    public StatementProbe(int statements)
    {
        _statements = [.. Enumerable.Range(0, statements).Select(number => new ReachedStatement(this, number))];
        _reached = new bool[statements];
    }

    /// <summary>The statement that ran last in the local step that runs on this thread, or ran last on it.</summary>
    internal static ReachedStatement? Last => _last;

    /// <summary>The patch's assembly; set when it is loaded.</summary>
    internal Assembly? Assembly { get; set; }

    /// <summary>Says where a statement is, as FILE:LINE; set when the patch is loaded.</summary>
    internal Func<int, string> Describe { get; set; } = number => FormattableString.Invariant($"statement {number}");

    /// <summary>Is told that a statement is about to run.</summary>
    /// <param name="statement">Its number, counted from 0.</param>
    /// <exception cref="ModelException">The local step runs on and on.</exception>
    public void Reach(int statement)
    {
        _reached[statement] = true;
        _last = _statements[statement];
        if (++_executed > MostStatements)
        {
            throw Endless(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"runs more than {MostStatements} "
                        + $"statements without reaching an operation, the last at {Describe(statement)}; a loop must "
                        + $"await an operation in every round"
                )
            );
        }

        if (StepContext.Current?.Depth > DeepestCall || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Endless(
                $"recurses without bound, most recently at {Describe(statement)}; a body must not recurse "
                    + "forever"
            );
        }
    }

    /// <summary>Whether a statement has ever been about to run.</summary>
    internal bool IsReached(int statement) => _reached[statement];

    /// <summary>Whether an exception came through the patch's code.</summary>
    internal bool IsIn(Exception exception) =>
        new StackTrace(exception).GetFrames().Any(frame => frame.GetMethod()?.Module.Assembly == Assembly);

    /// <summary>Says that another local step, or another call from outside, begins on this thread.</summary>
    internal static void BeginStep()
    {
        _executed = 0;
        _last = null;
    }

    private static ModelException Endless(string fault)
    {
        var context = StepContext.Current;
        var exception = new EndlessStepException(context?.Process, fault);
        return context is null ? exception : context.Refuse(exception);
    }
}

/// <summary>A statement of a patch that was about to run.</summary>
/// <param name="Probe">The patch's probe.</param>
/// <param name="Number">The statement's number.</param>
internal sealed record ReachedStatement(StatementProbe Probe, int Number)
{
    /// <summary>Where it is, in words.</summary>
    public override string ToString() => Probe.Describe(Number);
}
