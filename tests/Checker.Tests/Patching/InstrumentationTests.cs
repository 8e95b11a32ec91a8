using Checker.Patches;
using Checker.Targets.ScenarioFiles;
using Model.Catalogue;

namespace Checker.Tests.Patching;

/// <summary>What is put into a patch moves no line, and changes nothing that it does.</summary>
public sealed class InstrumentationTests : IDisposable
{
    private const string EveryForm = """
        namespace Forms {
        class Fix(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
        {
            private readonly Func<int, int> _twice = x => x * 2;
            private readonly System.Linq.Expressions.Expression<Func<int, int>> _tree = x => x + 1;

            private int One
                => 1;

            private int this[int index] => index
                + One;

            private int Two { get => _twice(One); }

            private static int Three() =>
                3;

            private static void Nothing() => _ = Three();

            private static int Never() => throw new InvalidOperationException(
                "never");

            protected override async Step<CpuState> Emulate(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
            {
                int sum = 0;
                for (int i = 0; i < 3; i++)
                    sum += i;
                foreach (int item in new[] { 1, 2 }) { if (item == 1) continue; else if (item == 2)
                    sum++; else Never(); }
                switch (sum)
                {
                    case 4: sum += this[One]; break;
                    case int other when Check(() => other > 100): Never(); break;
                    default:
                        Never();
                        break;
                }

        #pragma warning disable CS0164
                label: sum += Two;
                do sum--; while (sum > 8);
                while (sum > 7) { --sum; }
                using (new StringReader("")) lock (_twice) Nothing();
                checked { sum++; }
                int Local(int by) => by + Inner();
                static int Inner() => 4;
                var (left, right) = (Local(1), ((Func<int>)(() => Three()))());
                Action act = () => Nothing(); act();
                Func<Step> step = async () => await ReturnToKernel(vcpu);
                try { if (left + right > 100) throw new InvalidOperationException(); } catch (InvalidOperationException) when (left > 0) { Never(); } finally { Nothing(); }
                Claim.That(sum == 8 && left == 5 && _tree.Compile()(1) == 2, $"sum {sum}, left {left}");
                return await Wrapped(vcpu, instruction, cpu, access);
            }

            private async Step<CpuState> Wrapped(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access) =>
                await base.Emulate(vcpu, instruction, cpu, access);

            private static bool Check(Func<bool> condition) => condition();

            protected override async Step ReturnToKernel(Vcpu vcpu) => await base.ReturnToKernel(vcpu);
        }
        }
        """;

    private readonly PatchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_line_moves()
    {
        var source = new PatchSource(PatchFile.Read(_folder.Write("Fix.cs", EveryForm)));
        source.RequireValid();
        var instrumentation = new Instrumentation(source.Semantics);

        string[] before = source.Root.ToFullString().Split('\n');
        string[] after = instrumentation.Visit(source.Root)!.ToFullString().Split('\n');

        Assert.Equal(before.Length, after.Length);
        Assert.All(
            instrumentation.Statements.Select((statement, number) => (statement, number)),
            reach =>
                Assert.Contains($".Reach({reach.number});", after[reach.statement.Line - 1], StringComparison.Ordinal)
        );
        Assert.All(
            before.Zip(after),
            lines =>
                Assert.Equal(
                    Letters(lines.First),
                    Letters(
                        System.Text.RegularExpressions.Regex.Replace(lines.Second, @"global::[\w.]+\.Reach\(\d+\);", "")
                    )
                )
        );
    }

    [Fact]
    public void Every_form_runs_as_it_would_and_what_never_runs_is_known()
    {
        string file = _folder.Write("Fix.cs", EveryForm);
        var patched = _folder.Run("check", "lhv-xchg", "--patch", file, "--set", "experiments=1", "--json");
        var plain = _folder.Run("check", "lhv-xchg", "--on", "kvm", "--set", "experiments=1", "--json");

        Assert.Equal("", patched.Error);
        Assert.Equal(Number(plain.Output, "states"), Number(patched.Output, "states"));
        Assert.Equal(Number(plain.Output, "transitions"), Number(patched.Output, "transitions"));

        var loaded = PatchCompiler.Load(PatchFile.Read(file), PatchBase.In(Catalogue.Scenarios));
        var scenario = Catalogue.Scenarios[0];
        var kvm = scenario.Platforms.First(platform => platform.Name == "kvm");
        Explore
            .Model(
                scenario.Build(
                    loaded.On(kvm),
                    new Settings(
                        scenario.ParametersOn(kvm),
                        new Dictionary<string, string> { ["experiments"] = "1" }
                    )
                )
            )
            .Exhaustively();

        Assert.Equal(
            ["lines 21 to 22 in Never", "lines 34 to 37 in Emulate", "line 59 in Check"],
            Coverage.Gaps(loaded).Select(gap => gap.ToString())
        );
        Assert.Equal(["Emulate", "ReturnToKernel"], loaded.Overridden.Select(step => step.Method.Name));
        Assert.DoesNotContain(loaded.Overridden, loaded.IsUnreached);
    }

    // Bodies that are expressions lose their arrow and gain braces and a return.
    private static string Letters(string line) =>
        new([
            .. line.Replace("return ", "", StringComparison.Ordinal)
                .Replace("get{", "", StringComparison.Ordinal)
                .Where(letter => char.IsAsciiLetterOrDigit(letter)),
        ]);

    private static string Number(string json, string field) =>
        System.Text.RegularExpressions.Regex.Match(json, $"\"{field}\": (\\d+)").Groups[1].Value;
}
