using Checker.Coyote.Schedules;
using Checker.Exploration;
using Model.Systems;

namespace Checker.Tests.Coyote;

/// <summary>Runs of Coyote as the commands make them.</summary>
internal static class Runs
{
    public static CoyoteResult Of(
        SystemModel model,
        CoyoteSettings? settings = null,
        long mostStatesToConfirm = 1_000_000
    )
    {
        using var confirmation = new Confirmation(
            model,
            new SearchSettings { Limits = new Limits(mostStatesToConfirm) }
        );
        return new CoyoteRun(
            model,
            settings ?? new CoyoteSettings { Schedules = 100 },
            confirmation,
            CancellationToken.None
        ).Run();
    }

    public static (ViolationKind Kind, string Property)[] Broken(SystemModel model, CoyoteSettings? settings = null) =>
        [.. Of(model, settings).Violations.Select(finding => (finding.Kind, finding.Property))];
}
