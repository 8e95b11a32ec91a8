using Mono.Cecil.Cil;

namespace Checker.Automata.Frames;

/// <summary>What a branch decides about: the instructions between it and where all ways from it meet again.</summary>
/// <remarks>
/// When none of them matters the decision does not either, nor what it depends on. A region never holds a loop, for
/// whether a loop ends matters.
/// </remarks>
internal static class BranchRegion
{
    /// <summary>The instructions; <c>null</c> when one of them matters anyway, or a way leads back or ends.</summary>
    public static IReadOnlyList<int>? Of(MoveNextCode code, IReadOnlyList<CodeEffect> effects, int branch)
    {
        if (code.Instructions[branch].OpCode.FlowControl == FlowControl.Branch)
        {
            return [];
        }

        // A part of the dispatch, or the guard of a finally block: it has one way to go while the method runs.
        if (code.Successors(branch).Count < 2)
        {
            return null;
        }

        var region = new List<int>();
        var pending = new SortedSet<int>(code.Successors(branch));
        int last = branch;
        while (pending.Count > 1)
        {
            // Every way goes forward, so nothing comes before the first.
            int first = pending.Min;
            if (first <= last || !MayNotMatter(code, effects, first))
            {
                return null;
            }

            region.Add(first);
            pending.Remove(first);
            pending.UnionWith(code.Successors(first));
            last = first;
        }

        return pending.Min > last ? region : null;
    }

    private static bool MayNotMatter(MoveNextCode code, IReadOnlyList<CodeEffect> effects, int at) =>
        code.Successors(at).Count > 0 && code.Resumption(at) is null && (effects[at].OnlyWrites || code.Jumps(at));
}
