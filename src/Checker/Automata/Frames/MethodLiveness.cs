using System.Numerics;
using Mono.Cecil;

namespace Checker.Automata.Frames;

/// <summary>
/// For one compiled async method: which of its hoisted fields may still be read, before they are written, after each suspension.
/// </summary>
/// <remarks>
/// A backward data-flow analysis over the IL of MoveNext. A hoisted local keeps its last value in a captured frame long after its last
/// use; without this analysis equal futures would count as different states, and a debug build, which hoists every local, would
/// count many more of them than an optimised one.
/// </remarks>
internal sealed class MethodLiveness
{
    private readonly Dictionary<string, int> _fieldIndex = new(StringComparer.Ordinal);
    private readonly Dictionary<int, BigInteger> _liveAt = [];

    public MethodLiveness(TypeDefinition machine)
    {
        foreach (var field in machine.Fields.Where(field => !field.IsStatic))
        {
            _fieldIndex.Add(field.Name, _fieldIndex.Count);
        }

        var body = machine.Methods.Single(method => method.Name == "MoveNext" && method.Parameters.Count == 0).Body;
        var code = new MoveNextCode(body);
        StaticWrites = code.StaticWrites;
        var live = Solve(code);
        foreach (var (suspension, resume) in code.ResumePoints)
        {
            _liveAt[suspension] = live[resume.Instruction] | Mask(resume.Reads);
        }
    }

    /// <summary>Names of static fields that the method writes, in code order: state the checker cannot see.</summary>
    public IReadOnlyList<string> StaticWrites { get; }

    /// <summary>Whether <paramref name="field"/> may be read before it is written once the method resumes from <paramref name="suspension"/>.</summary>
    public bool IsLive(int suspension, string field) =>
        !_liveAt.TryGetValue(suspension, out var live) || (live & (BigInteger.One << _fieldIndex[field])) != 0;

    private BigInteger[] Solve(MoveNextCode code)
    {
        int count = code.Instructions.Count;
        var reads = new BigInteger[count];
        var writes = new BigInteger[count];
        for (int i = 0; i < count; i++)
        {
            reads[i] = Mask(code.ReadAt(i));
            writes[i] = code.WrittenAt(i) is { } written ? Mask([written]) : BigInteger.Zero;
        }

        var live = new BigInteger[count];
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = count - 1; i >= 0; i--)
            {
                var after = BigInteger.Zero;
                foreach (int next in code.Successors(i))
                {
                    after |= live[next];
                }

                var before = reads[i] | (after & ~writes[i]);

                // An exception leaves the instruction before its write has happened.
                foreach (int handler in code.Handlers(i))
                {
                    before |= live[handler];
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

    private BigInteger Mask(IEnumerable<FieldReference> fields)
    {
        var mask = BigInteger.Zero;
        foreach (var field in fields)
        {
            // Fields of other types with the same name are filtered out by the code's reader.
            mask |= BigInteger.One << _fieldIndex[field.Name];
        }

        return mask;
    }
}
