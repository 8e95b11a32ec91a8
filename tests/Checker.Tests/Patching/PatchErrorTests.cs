namespace Checker.Tests.Patching;

/// <summary>
/// Whatever is wrong with a patch file, the user gets one line for each thing, with file, line and column.
/// </summary>
public sealed class PatchErrorTests : IDisposable
{
    private readonly PatchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compile_errors_are_all_listed_in_order()
    {
        _folder.WriteEmulate("int x = 1\nreturn await base.Emulate(vcpu, instruction, cpu, acess);");

        Assert.Equal(
            """
            checker: Fix.cs:5:10: CS1002: ; expected
            checker: Fix.cs:6:51: CS0103: The name 'acess' does not exist in the current context

            """,
            _folder.Refused()
        );
    }

    [Fact]
    public void Beyond_twenty_errors_only_their_number_is_said()
    {
        _folder.WriteEmulate(
            string.Concat(Enumerable.Range(0, 23).Select(number => $"int x{number} = y;\n")) + "return cpu;"
        );

        string[] lines = _folder.Refused().Split('\n');

        Assert.Equal(
            (
                "checker: Fix.cs:24:11: CS0103: The name 'y' does not exist in the current context",
                "checker: and 3 more errors",
                22
            ),
            (lines[19], lines[20], lines.Length)
        );
    }

    [Fact]
    public void The_checkers_own_types_are_out_of_reach()
    {
        _folder.WriteEmulate("_ = typeof(Checker.Explore); return cpu;");

        Assert.StartsWith("checker: Fix.cs:5:12: CS0246:", _folder.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_class() =>
        AssertRefused(
            "class Fix { }",
            "Fix.cs: has no class that derives from the logic of a platform or scenario; checker new patch --base "
                + "NAME writes one to start from"
        );

    [Fact]
    public void Only_an_abstract_class() =>
        AssertRefused(
            "abstract class Fix(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options);",
            "Fix.cs:2:16: Fix is abstract, so there is no replacement for KvmPlatform; remove abstract"
        );

    [Fact]
    public void Two_classes() =>
        AssertRefused(
            "class Fix(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options);\nclass "
                + "Other(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options);",
            "Fix.cs:3:7: Other is a second class that derives from the logic of a platform or scenario; a patch file "
                + "has one: remove it or Fix, or make one of them abstract"
        );

    [Fact]
    public void Another_constructor() =>
        AssertRefused(
            "class Fix(PlatformSetup setup) : KvmPlatform(setup, null!);",
            "Fix.cs:2:7: Fix has no public constructor with the parameters of KvmPlatform's; write class "
                + "Fix(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)"
        );

    [Fact]
    public void A_generic_class() =>
        AssertRefused(
            "class Fix<T>(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options);",
            "Fix.cs:2:7: Fix has type parameters, so it cannot be instantiated; remove them"
        );

    [Fact]
    public void A_constructor_that_throws() =>
        AssertRefused(
            "class Fix : KvmPlatform {\npublic Fix(PlatformSetup setup, KvmOptions options) : base(setup, options) "
                + "{\nthrow new TimeoutException(\"never\"); } }",
            "Fix.cs:4:1: the patch throws TimeoutException where the model is built: never"
        );

    [Fact]
    public void A_constructor_that_never_ends() =>
        AssertRefused(
            "class Fix : KvmPlatform {\npublic Fix(PlatformSetup setup, KvmOptions options) : base(setup, options) "
                + "{\nfor (;;) { } } }",
            "Fix.cs:4:1: the patch runs more than 100000 statements without reaching an operation, the last at "
                + "Fix.cs:4; a loop must await an operation in every round"
        );

    [Fact]
    public void A_list_across_an_await()
    {
        _folder.WriteEmulate(
            "var seen = new List<int>();\nvar after = await base.Emulate(vcpu, instruction, cpu, "
                + "access);\nseen.Add(1);\nreturn after;"
        );

        Assert.Equal(
            "checker: Fix.cs:5:5: process cpu1 holds the local seen of Emulate across an await, and it is or "
                + "contains a List, which can change unseen; "
                + "hold an immutable value such as a number, a readonly record struct or a Sequence, or create it "
                + "where the model is built\n",
            _folder.Refused()
        );
    }

    [Fact]
    public void A_list_in_one_of_two_methods_of_the_same_name()
    {
        _folder.WriteEmulate(
            "return await Helped(vcpu, instruction, cpu, access);",
            "int Helped() { int seen = 0; return seen; } async Step<CpuState> Helped(Vcpu vcpu, GuestInstruction i, "
                + "CpuState cpu, MemoryAccess access) { var kept = new List<int>(); await base.Emulate(vcpu, i, cpu, "
                + "access); kept.Add(1); return cpu; }"
        );

        Assert.StartsWith(
            "checker: Fix.cs:3:145: process cpu1 holds the local kept of Helped across an await",
            _folder.Refused(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_static_field_that_is_written()
    {
        _folder.WriteEmulate(
            "return Next() > 0 ? await base.Emulate(vcpu, instruction, cpu, access) : cpu;",
            "private static int s_count; int Next() { return ++s_count; }"
        );

        Assert.Equal(
            "checker: Fix.cs:3:51: writes the static field s_count, which is not part of the explored state; make it "
                + "a shared object or a local\n",
            _folder.Refused()
        );
    }

    [Theory]
    [InlineData("private int _count;", "_count++;", "8:1", "the field _count of Fix, which")]
    [InlineData(
        "private readonly int[] _counts = [0];",
        "_counts[0]++;",
        "8:1",
        "an array of Int32 that it shares with the model, which"
    )]
    [InlineData(
        "private readonly List<int> _counts = [];",
        "_counts.Add(1);",
        "8:1",
        "the field _items of List, which"
    )]
    [InlineData(
        "private static readonly int[] _tries = [0];",
        "_tries[0]++;",
        "8:1",
        "an array of Int32 that it shares with the model, which"
    )]
    [InlineData(
        "private static readonly List<int> _tries = [];",
        "_tries.Add(1);",
        "8:1",
        "the field _items of List, which"
    )]
    public void A_field_of_the_patch_that_is_changed(string field, string change, string place, string what)
    {
        _folder.WriteEmulate(
            $"var after = await base.Emulate(vcpu, instruction, cpu, access);\n\n\n{change}\nreturn after;",
            field
        );

        string error = _folder.Refused();

        Assert.StartsWith($"checker: Fix.cs:{place}: process ", error, StringComparison.Ordinal);
        Assert.Contains(
            $" changes {what} the explored state does not hold; make it a shared object, or a local of the process\n",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_foreign_await()
    {
        _folder.WriteEmulate("if (cpu != null) {\n    await Task.Delay(1); }\nreturn cpu;");

        Assert.Equal(
            "checker: Fix.cs:6:5: awaits a Task, which the checker cannot schedule; await only operations of shared "
                + "objects, choices and other Step methods\n",
            _folder.Refused()
        );
    }

    [Fact]
    public void A_step_that_is_not_awaited()
    {
        _folder.WriteEmulate(
            "_ = base.Emulate(vcpu, instruction, cpu, access);\nreturn await base.Emulate(vcpu, instruction, cpu, "
                + "access);"
        );

        Assert.Equal(
            "checker: Fix.cs:6:1: process cpu1 starts a Step without awaiting it at once; await every Step where it "
                + "is called\n",
            _folder.Refused()
        );
    }

    [Fact]
    public void A_patch_of_another_platform()
    {
        _folder.WriteFix("");

        Assert.Equal(
            "checker: Fix.cs: Fix derives from KvmPlatform, which is the logic of kvm, not of xen; derive from "
                + "XenPlatform\n",
            _folder.Refused("--on", "xen")
        );
        Assert.Equal(
            (
                2,
                "checker: Fix.cs: Fix derives from KvmPlatform, which is the logic of kvm, not of xen; derive from "
                    + "XenPlatform\n"
            ),
            Error(_folder.Run("validate", _folder.File("Fix.cs"), "--base", "xen"))
        );
    }

    [Fact]
    public void An_unknown_base_and_a_missing_file()
    {
        _folder.WriteFix("");

        Assert.Equal(
            (2, "checker: nothing called 'kvn' can be patched; did you mean kvm?\n"),
            Error(_folder.Run("validate", _folder.File("Fix.cs"), "--base", "kvn"))
        );
        Assert.Equal(
            (2, "checker: no.cs: there is no such patch file; checker new patch writes one to start from\n"),
            Error(_folder.Run("validate", _folder.File("no.cs")))
        );
    }

    [Fact]
    public void A_file_that_is_no_text()
    {
        File.WriteAllBytes(_folder.File("Fix.cs"), [0x7f, 0x45, 0xff, 0xfe]);

        Assert.Equal("checker: Fix.cs: is not a text in UTF-8\n", _folder.Refused());
    }

    private static (int Code, string Error) Error((int Code, string Output, string Error) run)
    {
        Assert.Equal("", run.Output);
        return (run.Code, run.Error);
    }

    private void AssertRefused(string code, string line)
    {
        _folder.Write("Fix.cs", code);
        Assert.Equal($"checker: {line}\n", _folder.Refused());
    }
}
