using Checker.Tests.Patching;

namespace Checker.Tests.Cli;

public sealed class NewPatchTests : IDisposable
{
    private readonly PatchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_called_after_the_file_and_names_every_step()
    {
        var (code, output, error) = _folder.Run("new", "patch", "--base", "kvm", _folder.File("my-fix"));

        string text = File.ReadAllText(_folder.File("my-fix.cs"));
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            "my-fix.cs: 20 steps of kvm (KvmPlatform) to override; change some, then run checker validate my-fix.cs\n",
            output
        );
        Assert.Contains(
            "internal sealed class MyFix(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)\n{",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            """
                // coalesced_mmio_write: appends a write to the ring without an exit; false when there is none or it is full.
                protected override Step<bool> WriteCoalesced(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
                    base.WriteCoalesced(vcpu, instruction, access, value);
            """,
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void It_never_writes_over_a_file_unless_told_to()
    {
        File.WriteAllText(_folder.File("my-fix.cs"), "kept");

        Assert.Equal(
            (2, "", "checker: my-fix.cs: is there already; take another name, or write over it with --force\n"),
            _folder.Run("new", "patch", "--base", "kvm", _folder.File("my-fix"))
        );
        Assert.Equal("kept", File.ReadAllText(_folder.File("my-fix.cs")));
        Assert.Equal(0, _folder.Run("new", "patch", "--base", "xen", _folder.File("my-fix.cs"), "--force").Code);
        Assert.Contains("class MyFix(", File.ReadAllText(_folder.File("my-fix.cs")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kvn", "my-fix", "nothing called 'kvn' can be patched; did you mean kvm?")]
    [InlineData(
        "memslot-updat",
        "my-fix",
        "nothing called 'memslot-updat' can be patched; did you mean memslot-update?"
    )]
    [InlineData("kvm", "7", "no class can be called after '7.cs'; take a name that begins with a letter")]
    [InlineData("kvm", "no/folder", "no/folder.cs: cannot be written: its folder does not exist")]
    public void Bad_input_is_one_line(string start, string name, string line) =>
        Assert.Equal(
            (2, "", $"checker: {line}\n"),
            _folder.Run("new", "patch", "--base", start, name == "7" || name.Contains('/') ? name : _folder.File(name))
        );
}
