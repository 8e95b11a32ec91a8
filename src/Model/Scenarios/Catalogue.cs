using Model.Scenarios.Apicv;
using Model.Scenarios.Races;

namespace Model.Scenarios;

/// <summary>All scenarios.</summary>
public static class Catalogue
{
    /// <summary>The scenarios in the order in which <c>checker list</c> shows them.</summary>
    public static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new LhvExchange(),
        new ApicvCreate(),
        new ApicvDisableReason(),
        new ApicvNested(),
        new ApicvBlockIrqDisabled(),
        new RequestsMode(),
        new PostedInterruptWakeup(),
        new StealTimeFlag(),
        new CoalescedRingIndex(),
        new PvclockVersion(),
        new ApicMapDirty(),
        new VcpuOnline(),
        new PageTypeReference(),
    ];
}
