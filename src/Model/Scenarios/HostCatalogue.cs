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
        ApicvCreate.Scenario,
        ApicvDisableReasonLogic.Scenario,
        ApicvNestedLogic.Scenario,
        ApicvBlockIrqDisabledLogic.Scenario,
        new XmhfLapicScenario(),
        RequestsModeLogic.Scenario,
        PostedInterruptWakeupLogic.Scenario,
        StealTimeFlagLogic.Scenario,
        CoalescedRingIndexLogic.Scenario,
        PvclockVersionLogic.Scenario,
        ApicMapDirtyLogic.Scenario,
        VcpuOnlineLogic.Scenario,
        PageTypeReferenceLogic.Scenario,
    ];
}
