using Model.Patches;
using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>One ioctl that takes a list of updates.</summary>
public class AtomicUserSpace : UserSpace
{
    private readonly bool _once;

    /// <summary>Makes the virtual machine of a test.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public AtomicUserSpace(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _once = setup.Settings.Word("publications") == "once";
    }

    /// <inheritdoc/>
    protected override Step Update() => Replace();

    /// <summary>The one ioctl: one publication does it, or the slot is published as invalid first.</summary>
    [Overridable("kvm_set_memslot, a list of updates", "replaces the slot in one ioctl: one publication, or the slot is published as invalid first")]
    protected virtual async Step Replace()
    {
        await Publish(_once ? SlotPhase.Created : SlotPhase.Invalid, isLast: false);
        await Zap();
        if (!_once)
        {
            await Publish(SlotPhase.Created, isLast: true);
        }
    }
}
