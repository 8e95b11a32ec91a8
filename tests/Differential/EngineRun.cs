using Checker;
using Checker.Properties;
using Model.Steps;
using Model.Systems;

namespace Differential;

/// <summary>What the checker says about a program.</summary>
/// <param name="Behaviour">All that it found.</param>
/// <param name="StateCount">States that it told apart.</param>
internal sealed record EngineRun(Behaviour Behaviour, long StateCount)
{
    /// <exception cref="ModelException">The checker refuses the program.</exception>
    public static EngineRun Of(CompiledProgram program, EngineMode mode)
    {
        var subject = program.Create<Checked.Subject>();
        var (a, b, m, q) = (subject.A, subject.B, subject.M, subject.Q);
        var processes = subject.Processes;
        var behaviour = new Behaviour();
        var model = new SystemModel(program.Class.Name);
        foreach (var (name, body) in processes)
        {
            model.Process(name, body);
        }

        model
            .Always("every state", view => behaviour.States.Add(Look(view)) || true)
            .Always(Behaviour.Invariant, view => view.Of(b) < 3)
            .Goal(Behaviour.Goal, view => view.Of(a) == 1);
        var exploration = Explore.Model(model) with
        {
            FinalLook = Look,
            Workers = mode == EngineMode.TwoWorkers ? 2 : 1,
            VerifyModel = mode == EngineMode.VerifyModel,
        };
        var result = mode == EngineMode.DepthFirst ? exploration.DepthFirst() : exploration.Exhaustively();
        behaviour.Ends.UnionWith(result.FinalStates.Select(final => final.Text));
        foreach (var violation in result.Violations)
        {
            behaviour.Violate(violation.Kind.ToString(), violation.Property, violation.Trace.Steps.Count);
        }

        if (!result.Exhaustive || (result.Verdict == Verdict.Violated) != (result.Violations.Count > 0))
        {
            behaviour.Violate("Verdict", result.Verdict.ToString(), 0);
        }

        return new EngineRun(behaviour, result.States);

        string Look(StateView view) =>
            $"a={view.Of(a)} b={view.Of(b)} m={view.Of(m)} q={string.Join(',', view.Of(q))} | "
            + string.Join(
                " | ",
                processes.Select(process =>
                    $"{process.Name}: "
                    + (view.Pending(process.Name)?.ToString()
                        ?? (view.HasFinished(process.Name) ? "finished" : "failed"))
                )
            );
    }
}
