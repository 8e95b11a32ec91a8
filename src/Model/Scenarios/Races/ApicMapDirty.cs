using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>Two vCPUs change their APIC state at once, and each wants the map of APIC identifiers to be rebuilt.</summary>
public sealed class ApicMapDirty : VariantScenario
{
    private const ulong Clean = 0;
    private const ulong UpdateInProgress = 1;
    private const ulong Dirty = 2;
    private static readonly ExpectedVerdict _misses = ExpectedVerdict.Violates("assertion");

    /// <inheritdoc/>
    public override string Name => "apic-map-dirty";

    /// <inheritdoc/>
    public override string Summary => "two vCPUs ask for a new APIC map at once: does it hold both changes? (KVM, \"ensure APIC map is up to date on concurrent update requests\")";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("three-states", "the flag tells clean, being updated, and dirty again", Evidence.Reported,
            "kvm_recalculate_apic_map since \"ensure APIC map is up to date on concurrent update requests\", June 2020", "", ExpectedVerdict.Holds),
        new("cleared-after", "one bit, cleared after the rebuild", Evidence.Reported,
            "kvm_recalculate_apic_map before that change", "lost map update", _misses),
        new("cleared-before", "one bit, cleared before the rebuild", Evidence.Hypothesis, "a thinkable fix", "", _misses),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("three-states", "in-progress", _misses, "whoever finds the flag clean during a rebuild returns before the map holds its change"),
        new("three-states", "keep-dirty", _misses, "a change during the rebuild is forgotten when the flag becomes clean"),
        new("three-states", "map-lock", _misses, "an older rebuild may be published over a newer one"),
        new("three-states", "look-under-lock", ExpectedVerdict.Holds,
            "redundant for this property: without it the map is rebuilt once too often, never once too seldom"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        bool threeStates = variant == "three-states";
        bool marksProgress = threeStates && parts.Has("in-progress");
        bool keepsDirty = threeStates && parts.Has("keep-dirty");
        bool locks = parts.Has("map-lock");
        bool looksUnderLock = parts.Has("look-under-lock");
        ulong during = threeStates ? (marksProgress ? UpdateInProgress : Clean) : variant == "cleared-before" ? Clean : Dirty;
        var mapLock = new KernelMutex("apic_map_lock");
        var flag = new Word("apic_map_dirty");
        var map = new Word("apic_map");
        Word[] identifiers = [new("vcpu0's APIC state"), new("vcpu1's APIC state")];

        async Step Change(int vcpu)
        {
            await identifiers[vcpu].Store(1).In("kvm_apic_set_state");
            await flag.Store(Dirty).In("kvm_apic_set_state");
            await Recalculate();
            ulong seen = await map.Load().In("kvm_irq_delivery_to_apic_fast");
            Claim.That((seen >> vcpu & 1) == 1, "the map holds a vCPU's change once its recalculation is over");
        }

        async Step Recalculate()
        {
            if (await flag.Load().In("kvm_recalculate_apic_map") == Clean)
            {
                return;
            }

            if (locks)
            {
                await mapLock.Lock().In("kvm_recalculate_apic_map");
            }

            ulong before = await flag.CompareExchange(Dirty, during).In("kvm_recalculate_apic_map");
            if (before != Clean || !looksUnderLock)
            {
                ulong first = await identifiers[0].Load().In("kvm_recalculate_apic_map");
                ulong second = await identifiers[1].Load().In("kvm_recalculate_apic_map");
                await map.Store(first | (second << 1)).In("kvm_recalculate_apic_map");
                if (keepsDirty)
                {
                    await flag.CompareExchange(during, Clean).In("kvm_recalculate_apic_map");
                }
                else if (variant != "cleared-before")
                {
                    await flag.Store(Clean).In("kvm_recalculate_apic_map");
                }
            }

            if (locks)
            {
                await mapLock.Unlock().In("kvm_recalculate_apic_map");
            }
        }

        return new SystemModel(Name).Process("vcpu0", () => Change(0)).Process("vcpu1", () => Change(1)).Goal("finished(vcpu0) && finished(vcpu1)");
    }
}
