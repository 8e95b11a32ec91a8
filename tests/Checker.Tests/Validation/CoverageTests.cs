using System.Text.Json.Nodes;
using Checker.Patches;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Patching;
using Checker.Tests.Schemas;

namespace Checker.Tests.Validation;

/// <summary>What a plan reaches: every base, and of a patch what is not reached is told.</summary>
public sealed class CoverageTests : IDisposable
{
    private readonly PatchFolder _folder = new();

    public static TheoryData<string> Bases => [.. PatchBase.In(Catalogue.Scenarios).Select(start => start.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Bases))]
    public void A_new_patch_of_every_base_compiles_and_changes_nothing(string start)
    {
        Assert.Equal(0, _folder.Run("new", "patch", "--base", start, _folder.File("new-one")).Code);

        var (code, output, error) = _folder.Run(
            "validate",
            _folder.File("new-one.cs"),
            "--base",
            start,
            "--max-states",
            "2000",
            "--json",
            "--save",
            _folder.File("traces")
        );

        Assert.DoesNotContain("checker:", error, StringComparison.Ordinal);
        Assert.NotEqual(2, code);
        var json = JsonNode.Parse(output)!;
        Assert.Equal([], JsonSchema.OfDocumentation("validate.schema.json").Errors(json));
        Assert.NotEmpty(json["properties"]!.AsArray());
        Assert.NotEmpty(json["overrides"]!.AsArray());
        Assert.All(json["properties"]!.AsArray(), row => Assert.Equal((string)row!["before"]!, (string)row["after"]!));
    }

    [Fact]
    public void What_no_run_reaches_is_said()
    {
        _folder.WriteFix(
            """
            protected override CpuState Retire(CpuState before, InstructionEffect effect, bool isWritten)
            {
                if (before.Equals(null)) {
                    throw new InvalidOperationException(
                        "never"); }
                return base.Retire(before, effect, isWritten);
            }

            // Nothing of the catalogue has that many CPUs.
            protected override Step EnterEmulation(Vcpu vcpu, GuestInstruction instruction) => vcpu.Number > 60 ? base.EnterEmulation(vcpu, instruction) : Step.Done;

            private int Never() => 7;
            """
        );

        string output = _folder
            .Run("validate", _folder.File("Fix.cs"), "--max-states", "2000", "--save", _folder.File("traces"))
            .Output;

        Assert.Contains("\nnot covered: lines 6 to 7 in Retire\n", output, StringComparison.Ordinal);
        Assert.Contains("\nnot covered: line 14 in Never\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("not covered: line 12", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_no_run_reaches_is_named_with_its_routine()
    {
        string patch = _folder.WriteFix(
            "protected override Step BeforeReentry(Vcpu vcpu) => base.BeforeReentry(vcpu);\nprotected override bool "
                + "IsNative() => true;"
        );

        var (_, output, _) = _folder.Run("validate", patch, "--max-states", "2000", "--save", _folder.File("traces"));

        Assert.Contains(
            "\nnot covered: BeforeReentry (vcpu_run), which no run reached\nnot covered: line 3 in BeforeReentry\n",
            output,
            StringComparison.Ordinal
        );
    }
}
