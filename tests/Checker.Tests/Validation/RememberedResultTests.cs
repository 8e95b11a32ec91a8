using Checker.Caching;
using Checker.Patches;
using Checker.Reports;
using Checker.Tests.Patching;
using Checker.Validation;
using Model.Scenarios;

namespace Checker.Tests.Validation;

/// <summary>What is not explored again is the same as if it were.</summary>
public sealed class RememberedResultTests : IDisposable
{
    private readonly PatchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A setting that neither side asks for changes nothing; one that a side asks for may.</summary>
    [Theory]
    [InlineData("F3-lock-across-exits.cs")]
    [InlineData("wrong-retry-without-reread.cs")]
    public void A_run_of_settings_that_nobody_asks_for_is_what_it_would_be(string example)
    {
        var (patch, start) = Load(_folder.Example(example));
        var tests = LitmusScenario.All.Where(test => test.Name.Contains("emulation/", StringComparison.Ordinal));
        string[] names = [.. tests.Select(test => test.Name).Where((_, i) => i % 7 == 0)];
        var runs = ValidationPlan.For(start, full: false).Runs.Where(run => names.Contains(run.Scenario.Name)).ToList();

        var together = Compare(patch, runs);
        var alone = runs.SelectMany(run => Compare(patch, [run])).ToList();

        Assert.Equal(alone.SelectMany(Facts), together.SelectMany(Facts));
        Assert.Equal(runs.Count, together.Select(compared => compared.Run).Distinct().Count());
        int explored = together.Select(compared => compared.AfterModel).Distinct().Count();
        Assert.InRange(explored, names.Length, runs.Count - 1);
    }

    /// <summary>A patch that asks for a setting makes a difference where the base does not ask.</summary>
    [Fact]
    public void What_only_the_patch_asks_for_counts()
    {
        string file = _folder.WriteEmulate(
            "if (Options.Kernel == KvmKernel.V5_10) { return await Refuse(instruction, cpu, \"gives up\"); }"
                + "return await base.Emulate(vcpu, instruction, cpu, access);"
        );
        var (patch, start) = Load(file);
        var runs = ValidationPlan
            .For(start, full: false)
            .Runs.Where(run => run.Scenario.Name == "litmus/emulation/xchg-token-pass" && run.First == "mmio")
            .ToList();

        var (old, recent) = (Of("5.10"), Of("6.0"));

        Assert.NotEqual(old.After.States, recent.After.States);
        Assert.Equal(old.Before.States, recent.Before.States);

        ComparedRun Of(string kernel) =>
            Compare(patch, runs).Single(compared => compared.Run.Settings.Word("kernel") == kernel);
    }

    [Fact]
    public void What_the_base_does_is_read_from_the_cache()
    {
        var (patch, start) = Load(_folder.Example("F3-lock-across-exits.cs"));
        var run = ValidationPlan.For(start, full: false).Runs.First(run => run.Settings.Word("pause") == "on");
        var cache = ResultCache.OfUser(name => name == "XDG_CACHE_HOME" ? _folder.File("cache") : null);

        var first = Compare(patch, [run], cache);
        string[] files = Directory.GetFiles(_folder.File("cache"), "*", SearchOption.AllDirectories);
        var second = Compare(patch, [run], cache);

        Assert.NotEmpty(files);
        Assert.Null(Interrupted().StoppedBy);
        Assert.Equal(first.SelectMany(Facts), second.SelectMany(Facts));
        foreach (string file in files)
        {
            // What is damaged is found anew.
            File.WriteAllText(file, File.ReadAllText(file) + " ");
        }

        Assert.NotNull(Interrupted().StoppedBy);
        Assert.Equal(first.SelectMany(Facts), Compare(patch, [run], cache).SelectMany(Facts));

        // Nothing is explored then: what is known has been read.
        PropertyStates Interrupted() =>
            new Validator(patch, null, cache, new CancellationToken(canceled: true)).Compare([run], _ => { })[0].Before;
    }

    private static (LoadedPatch Patch, PatchBase Start) Load(string file)
    {
        var bases = PatchBase.In(Targets.ScenarioFiles.Catalogue.Scenarios);
        return (
            PatchCompiler.Load(PatchFile.Read(file), bases),
            bases.First(candidate => candidate.Name == "kvm")
        );
    }

    private static IReadOnlyList<ComparedRun> Compare(
        LoadedPatch patch,
        IReadOnlyList<ValidationRun> runs,
        ResultCache? cache = null
    ) => new Validator(patch, null, cache ?? ResultCache.None, CancellationToken.None).Compare(runs, _ => { });

    private static IEnumerable<string> Facts(ComparedRun compared) =>
        compared
            .Rows(compared.FailedClaims)
            .Select(row =>
                $"{row.Run.Scenario.Name} {row.Run.First} {Labels.Settings(row.Run.Variation)} {row.Property} "
                + $"{row.Effect} {row.Reason} "
                + $"{row.Violation?.Trace.Steps.Count} {compared.Before.States} {compared.After.States}"
            );
}
