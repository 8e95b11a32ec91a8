using System.Globalization;
using Checker.Exploration;
using Checker.Patches;
using Model.Input;

namespace Checker.Validation;

/// <summary>Compares what single instructions do with what the processor does, without the patch and with it.</summary>
/// <param name="patch">The patch.</param>
/// <param name="bases">What is known without it.</param>
/// <param name="limit">States of one exploration at most.</param>
/// <param name="cancellation">Ends it with what is known so far.</param>
internal sealed class InstructionValidator(
    LoadedPatch patch,
    BaseResults bases,
    long limit,
    CancellationToken cancellation
)
{
    private const int MaximumLocalStates = 1 << 16;

    /// <summary>Compares.</summary>
    /// <returns>Each instruction; none when the parts of the setting do not go together.</returns>
    /// <exception cref="InputException">The patch breaks a rule of sound exploration.</exception>
    public IReadOnlyList<InstructionRow> Compare(InstructionBatch batch)
    {
        InstructionModel before;
        try
        {
            before = new InstructionModel(
                batch.Suite,
                batch.First,
                batch.Count,
                batch.Run.Platform,
                batch.Run.Settings
            );
        }
        catch (InputException)
        {
            return [];
        }

        var exploration = new PatchedExploration(patch);
        InstructionModel? after = null;
        exploration.Build(() =>
            (
                after = new InstructionModel(
                    batch.Suite,
                    batch.First,
                    batch.Count,
                    patch.On(batch.Run.Platform),
                    batch.Run.Settings
                )
            ).Model
        );
        var states = bases.Instructions(
            batch,
            limit,
            () => Prepared(before).Exhaustively(),
            result => States(batch, result)
        );
        var patched = States(batch, exploration.Explore(after!.Model, () => Prepared(after).Exhaustively()));
        return
        [
            .. Enumerable
                .Range(0, batch.Count)
                .Select(i => new InstructionRow(
                    batch.Run,
                    batch.Suite,
                    batch.Suite.Tests[batch.First + i],
                    states[i].State,
                    patched[i].State,
                    patched[i].Reason
                )),
        ];
    }

    private ModelExploration Prepared(InstructionModel model) =>
        Explore.Model(model.Model) with
        {
            MaximumStates = limit,
            MaximumLocalStates = MaximumLocalStates,
            FinalLook = model.Look,
            Cancellation = cancellation,
        };

    private static IReadOnlyList<InstructionState> States(
        InstructionBatch batch,
        ExplorationResult result
    )
    {
        var ends = result
            .FinalStates.Select(final => final.Text.Split(' ', 2))
            .ToLookup(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1]);
        return
        [
            .. Enumerable
                .Range(batch.First, batch.Count)
                .Select(number => StateOf(batch.Suite.Tests[number], [.. ends[number]], result)),
        ];
    }

    private static InstructionState StateOf(
        InstructionTest test,
        IReadOnlyList<string> ends,
        ExplorationResult result
    )
    {
        if (ends.FirstOrDefault(end => end != test.Expected) is { } wrong)
        {
            return new InstructionState(
                PropertyState.Violated,
                wrong.StartsWith('!') ? $"the CPU never goes on: {wrong[1..]}" : test.Difference(wrong)
            );
        }

        if (!result.Exhaustive)
        {
            return new InstructionState(PropertyState.Bounded, result.StoppedBy!);
        }

        if (ends.Count > 0)
        {
            return new InstructionState(PropertyState.Holds, "");
        }

        var claim = result.Violations.FirstOrDefault(violation => violation.Kind == ViolationKind.Assertion);
        return new InstructionState(
            PropertyState.Violated,
            claim is null ? "it never ends" : $"it never ends, or fails: {claim.Property}"
        );
    }
}

/// <summary>What is known of an instruction.</summary>
/// <param name="State">Whether it ends as on a processor.</param>
/// <param name="Reason">How it ends otherwise, or why that is not known; empty when it ends so.</param>
internal sealed record InstructionState(PropertyState State, string Reason);
