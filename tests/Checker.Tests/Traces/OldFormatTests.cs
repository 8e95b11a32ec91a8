using Checker.Cli;
using Checker.Tests.Cli;

namespace Checker.Tests.Traces;

/// <summary>
/// Traces that earlier versions wrote still replay, and what is not a name in them is still compared.
/// </summary>
public sealed class OldFormatTests
{
    private const string Stuck = "version-1-stuck.json";
    private const string HostBuffer = "version-2-host-store-buffer.json";

    public static TheoryData<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*.json")
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Traces", "Formats");

    [Theory]
    [MemberData(nameof(Files))]
    public void It_replays(string file)
    {
        var (code, output) = Replay(Path.Combine(Folder, file));

        Assert.Equal(0, code);
        Assert.Contains("exact: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Stuck, "\"kind\": \"load\"", "\"kind\": \"store\"", "field kind")]
    [InlineData(Stuck, "\"response\": \"1\"", "\"response\": \"7\"", "field response")]
    [InlineData(Stuck, "\"activity\": \"blocked\"", "\"activity\": \"ready\"", "].activity")]
    [InlineData(HostBuffer, "\"kind\": \"buffered store\"", "\"kind\": \"store\"", "field kind")]
    [InlineData(HostBuffer, "\"operand\": \"requests := 1\"", "\"operand\": \"requests := 2\"", "field operand")]
    [InlineData(HostBuffer, "\"after\": \"mode := 1\"", "\"after\": \"mode := 0\"", "field changes")]
    [InlineData(HostBuffer, "\"kind\": \"drain\"", "\"kind\": \"store\"", "field kind")]
    [InlineData(HostBuffer, "\"drain [vcpu's", "\"flood [vcpu's", "].details")]
    public void What_is_no_name_is_compared(string file, string recorded, string changed, string drift)
    {
        string text = File.ReadAllText(Path.Combine(Folder, file));
        int at = text.IndexOf(recorded, StringComparison.Ordinal);
        Assert.True(at >= 0, recorded);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("t.json"), text[..at] + changed + text[(at + recorded.Length)..]);

        var (code, output) = Replay(folder.File("t.json"));

        Assert.Equal(1, code);
        Assert.Contains(drift, output, StringComparison.Ordinal);
    }

    private static (int Code, string Output) Replay(string path)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = CommandLineProgram.Run(["replay", path], output, errors, TextReader.Null);
        return (code, output.ToString() + errors);
    }
}
