using Model.Catalogue;
using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>Two vCPUs that change their APIC state, and the map that is rebuilt from it.</summary>
public class ApicMapDirtyLogic : HostLogic
{
    private static readonly ExpectedVerdict _misses = ExpectedVerdict.Violates("assertion");

    /// <summary>
    /// Two vCPUs change their APIC state at once, and each wants the map of APIC identifiers to be rebuilt.
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "apic-map-dirty",
            "two vCPUs ask for a new APIC map at once: does it hold both changes? (KVM, \"ensure APIC map is up to "
            + "date "
                + "on concurrent update requests\")",
            typeof(ApicMapDirtyLogic)
        )
        {
            Variants =
            [
                new(
                    "three-states",
                    "the flag tells clean, being updated, and dirty again",
                    Evidence.Reported,
                    "kvm_recalculate_apic_map since \"ensure APIC map is up to date on concurrent update requests\", "
                        + "June 2020",
                    "",
                    ExpectedVerdict.Holds
                ),
                new(
                    "cleared-after",
                    "one bit, cleared after the rebuild",
                    Evidence.Reported,
                    "kvm_recalculate_apic_map before that change",
                    "lost map update",
                    _misses
                ),
                new(
                    "cleared-before",
                    "one bit, cleared before the rebuild",
                    Evidence.Hypothesis,
                    "a conceivable fix",
                    "",
                    _misses
                ),
            ],
            Removals =
            [
                new(
                    "three-states",
                    "in-progress",
                    _misses,
                    "whoever finds the flag clean during a rebuild returns before the map holds its change"
                ),
                new(
                    "three-states",
                    "keep-dirty",
                    _misses,
                    "a change during the rebuild is forgotten when the flag becomes clean"
                ),
                new("three-states", "map-lock", _misses, "an older rebuild may be published over a newer one"),
                new(
                    "three-states",
                    "look-under-lock",
                    ExpectedVerdict.Holds,
                    "redundant for this property: without it there is one rebuild too many, never one too few"
                ),
            ],
        };

    /// <summary>The map is up to date.</summary>
    protected const ulong Clean = 0;

    /// <summary>Somebody rebuilds the map.</summary>
    protected const ulong UpdateInProgress = 1;

    /// <summary>The map lacks a change.</summary>
    protected const ulong Dirty = 2;

    private readonly string _variant;
    private readonly bool _keepsDirty;
    private readonly bool _locks;
    private readonly bool _looksUnderLock;
    private readonly ulong _during;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public ApicMapDirtyLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _variant = setup.Variant;
        bool threeStates = setup.Variant == "three-states";
        bool marksProgress = threeStates && setup.Has("in-progress");
        _keepsDirty = threeStates && setup.Has("keep-dirty");
        _locks = setup.Has("map-lock");
        _looksUnderLock = setup.Has("look-under-lock");
        _during =
            threeStates ? (marksProgress ? UpdateInProgress : Clean)
            : setup.Variant == "cleared-before" ? Clean
            : Dirty;
        MapLock = new KernelMutex("apic_map_lock");
        Flag = new Word("apic_map_dirty");
        Map = new Word("apic_map");
        Identifiers = [new("vcpu0's APIC state"), new("vcpu1's APIC state")];
    }

    /// <summary><c>apic_map_lock</c>.</summary>
    protected KernelMutex MapLock { get; }

    /// <summary><c>apic_map_dirty</c>.</summary>
    protected Word Flag { get; }

    /// <summary>The published map: one bit for each vCPU whose change it holds.</summary>
    protected Word Map { get; }

    /// <summary>For each vCPU whether its APIC state has changed.</summary>
    protected IReadOnlyList<Word> Identifiers { get; }

    internal override void AddTo(SystemModel model) =>
        model
            .Process("vcpu0", () => Change(0))
            .Process("vcpu1", () => Change(1))
            .Goal("finished(vcpu0) && finished(vcpu1)");

    /// <summary>Rebuilds the map when somebody asked for it.</summary>
    [Overridable("kvm_recalculate_apic_map", "rebuilds and publishes the map unless the flag is clean")]
    protected virtual async Step Recalculate()
    {
        if (await Flag.Load().In("kvm_recalculate_apic_map") == Clean)
        {
            return;
        }

        if (_locks)
        {
            await MapLock.Lock().In("kvm_recalculate_apic_map");
        }

        ulong before = await Flag.CompareExchange(Dirty, _during).In("kvm_recalculate_apic_map");
        if (before != Clean || !_looksUnderLock)
        {
            ulong first = await Identifiers[0].Load().In("kvm_recalculate_apic_map");
            ulong second = await Identifiers[1].Load().In("kvm_recalculate_apic_map");
            await Map.Store(first | (second << 1)).In("kvm_recalculate_apic_map");
            if (_keepsDirty)
            {
                await Flag.CompareExchange(_during, Clean).In("kvm_recalculate_apic_map");
            }
            else if (_variant != "cleared-before")
            {
                await Flag.Store(Clean).In("kvm_recalculate_apic_map");
            }
        }

        if (_locks)
        {
            await MapLock.Unlock().In("kvm_recalculate_apic_map");
        }
    }

    private async Step Change(int vcpu)
    {
        await Identifiers[vcpu].Store(1).In("kvm_apic_set_state");
        await Flag.Store(Dirty).In("kvm_apic_set_state");
        await Recalculate();
        ulong seen = await Map.Load().In("kvm_irq_delivery_to_apic_fast");
        Claim.That((seen >> vcpu & 1) == 1, "the map holds a vCPU's change once its recalculation is over");
    }
}
