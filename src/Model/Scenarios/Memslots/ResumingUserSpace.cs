using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>Resumes a guest whose instruction could not be fetched, but only because of an update. A counter is odd while one is in progress.</summary>
public class ResumingUserSpace : UserSpace
{
    private readonly Word _updates = new("updates");

    // Whether the counter is also read before KVM_RUN, to notice updates that are over.
    private readonly bool _samples;

    /// <summary>Makes the virtual machine of a test.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public ResumingUserSpace(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _samples = setup.Settings.Word("test") == "sequence" && setup.Has(Part.Sequence);
    }

    /// <inheritdoc/>
    protected override async Step<ulong> Enter(int cpu, bool isHalfDone) => _samples ? await _updates.Load().In("before KVM_RUN") : 0;

    /// <inheritdoc/>
    protected override async Step<bool> Resumes(ulong sample)
    {
        ulong now = await _updates.Load().In("empty MMIO exit");
        return now % 2 == 1 || (_samples && now != sample);
    }

    /// <inheritdoc/>
    protected override async Step Update()
    {
        await _updates.FetchAdd(1);
        await DeleteAndCreate();
        await _updates.FetchAdd(1);
    }
}
