using Model.Catalogue;
using Model.Scenarios.Apicv;
using Model.Scenarios.Memslots;
using Model.Scenarios.Races;
using Model.Scenarios.XmhfLapic;

namespace Model.Scenarios;

/// <summary>The scenarios about host code: models written in C#.</summary>
public static class HostCatalogue
{
    /// <summary>The scenarios in the order in which <c>checker list</c> shows them.</summary>
    public static IReadOnlyList<Scenario> Scenarios { get; } =
    [
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
