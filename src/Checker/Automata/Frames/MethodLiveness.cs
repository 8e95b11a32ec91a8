using System.Numerics;
using Mono.Cecil;

namespace Checker.Automata.Frames;

/// <summary>
/// For one compiled async method: which of its hoisted fields can still matter, before they are written, after each suspension.
/// </summary>
/// <remarks>
/// A backward data-flow analysis over the IL of MoveNext, of truly live variables (Giegerich, Möncke, Wilhelm 1981): a value that is only
/// used to compute a value that nobody needs is not live. A hoisted local keeps its last value in a captured frame long after its last
/// use; without this analysis equal futures would count as different states, and a debug build, which hoists every local, would
/// count many more of them than an optimised one.
/// </remarks>
internal sealed class MethodLiveness
{
    private readonly FrameVariables _variables;
    private readonly Dictionary<int, BigInteger> _liveAt = [];

    public MethodLiveness(TypeDefinition machine)
    {
        var body = machine.Methods.Single(method => method.Name == "MoveNext" && method.Parameters.Count == 0).Body;
        var code = new MoveNextCode(body);
        _variables = new FrameVariables(machine, body);
        var live = Solve(code, EffectReader.Of(code, _variables));
        foreach (var (suspension, resumption) in code.ResumePoints)
        {
            _liveAt[suspension] = LiveAcross(resumption, live);
        }
    }

    /// <summary>Whether <paramref name="field"/> can matter once the method resumes from <paramref name="suspension"/>.</summary>
    public bool IsLive(int suspension, string field) =>
        !_liveAt.TryGetValue(suspension, out var live) || !(live & _variables.Field(field)).IsZero;

    private BigInteger[] Solve(MoveNextCode code, IReadOnlyList<Effect> effects)
    {
        var live = new BigInteger[code.Instructions.Count];
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = live.Length - 1; i >= 0; i--)
            {
                var after = code.Resumption(i) is { } resumption ? LiveAcross(resumption, live) : BigInteger.Zero;
                foreach (int next in code.Successors(i))
                {
                    after |= live[next];
                }

                var before = effects[i].LiveBefore(after);
                if (effects[i].CanThrow)
                {
                    // An exception leaves the instruction before its write has happened.
                    foreach (int handler in code.Handlers(i))
                    {
                        before |= live[handler] & _variables.AllButSlots;
                    }
                }

                if (before != live[i])
                {
                    live[i] = before;
                    changed = true;
                }
            }
        }

        return live;
    }

    private BigInteger LiveAcross(DispatchWalk resumption, BigInteger[] live)
    {
        var across = live[resumption.Target] & _variables.AllFields;
        foreach (var read in resumption.Reads)
        {
            across |= _variables.Field(read.Name);
        }

        return across;
    }
}
