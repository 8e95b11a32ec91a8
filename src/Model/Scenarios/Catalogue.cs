using Model.Scenarios.Apicv;
using Model.Scenarios.Memslots;
using Model.Scenarios.Races;
using Model.Scenarios.XmhfLapic;

namespace Model.Scenarios;

/// <summary>All scenarios.</summary>
public static class Catalogue
{
    /// <summary>The scenarios in the order in which <c>checker list</c> shows them.</summary>
    public static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new LhvExchange(),
        new MemslotUpdate(),
        new ApicvCreate(),
        new ApicvDisableReason(),
        new ApicvNested(),
        new ApicvBlockIrqDisabled(),
        new XmhfLapicScenario(),
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
