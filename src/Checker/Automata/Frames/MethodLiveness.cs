using System.Numerics;
using System.Reflection;
using Mono.Cecil;

namespace Checker.Automata.Frames;

/// <summary>
/// For one compiled async method: which of its hoisted fields can still matter, before they are written, after each
/// suspension.
/// </summary>
/// <remarks>
/// A backward data-flow analysis over the IL of MoveNext, of truly live variables (Giegerich, Möncke, Wilhelm 1981): a
/// value that is only used to compute a value that nobody needs, or to decide between ways that do nothing but that, is
/// not live. A hoisted local keeps its last value in a captured frame long after its last use; without this analysis
/// equal futures would count as different states, and a debug build, which hoists every local, would count many more of
/// them than an optimised one.
/// </remarks>
internal sealed class MethodLiveness
{
    private readonly FrameVariables _variables;
    private readonly Dictionary<int, BigInteger> _liveAt = [];

    /// <param name="definition">The compiler's state machine type.</param>
    /// <param name="machine">The same, as it runs.</param>
    public MethodLiveness(TypeDefinition definition, Type machine)
    {
        var body = definition.Methods.Single(method => method.Name == "MoveNext" && method.Parameters.Count == 0).Body;
        var code = new MoveNextCode(body);
        _variables = new FrameVariables(definition, machine);
        var live = Solve(code, EffectReader.Of(code, _variables, new Addresses(code, body, _variables)));
        foreach (var (suspension, resumption) in code.ResumePoints)
        {
            _liveAt[suspension] = LiveAcross(resumption, live);
        }
    }

    /// <summary>
    /// What of <paramref name="field"/> can matter once the method resumes from <paramref name="suspension"/>.
    /// </summary>
    public IEnumerable<LiveValue> Live(int suspension, FieldInfo field) =>
        _variables.Field(field.Name).Live(_liveAt.GetValueOrDefault(suspension, _variables.AllFields));

    private BigInteger[] Solve(MoveNextCode code, IReadOnlyList<CodeEffect> effects)
    {
        var live = new BigInteger[code.Instructions.Count];
        bool[] matters = new bool[live.Length];
        var regions = Enumerable
            .Range(0, live.Length)
            .Select(i => effects[i].OnlyWrites || !code.Jumps(i) ? null : BranchRegion.Of(code, effects, i))
            .ToList();
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

                matters[i] = regions[i] is { } region ? region.Any(at => matters[at]) : effects[i].Matters(after);
                var before = effects[i].LiveBefore(after, matters[i]);
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
            across |= _variables.Field(read.Name).Bits;
        }

        return across;
    }
}
