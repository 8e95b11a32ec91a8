using System.Globalization;
using System.Text.RegularExpressions;

namespace Differential;

/// <summary>What the comparison is worth depends on what is in the programs.</summary>
public sealed class GeneratorTests
{
    private const int Programs = 400;

    private static readonly IReadOnlyList<string> _programs =
    [
        .. Enumerable.Range(1, Programs).Select(seed => Campaign.Program((ulong)seed).ToString()),
    ];

    [Theory]
    [InlineData("a local that only a finally block reads", @"finally\n\{\nv\d+seen = v\d+kept;\n\}\nawait")]
    [InlineData("an exception held across an await", @"await A\.Store\(v\d+\.Message == ""x""")]
    [InlineData("a filter that reads a message", @"when \(v\d+\.Message == ""x""\)")]
    [InlineData("a small word that wraps", @"await A\.FetchAdd\(.+ \| 128\);")]
    [InlineData("a mutex locked twice", @"await M\.Lock\(\);\n(.*\n)+if \(.+\) \{ await M\.Lock\(\); \}")]
    [InlineData("a mutex that is tried", @"await M\.TryLock\(\)")]
    [InlineData("a finally block", @"finally\n\{")]
    [InlineData("a rethrown exception", @"\nthrow;")]
    [InlineData("an exception thrown", "throw new ArgumentException")]
    [InlineData("a disposed struct", @"using \(new Guard")]
    [InlineData("an enumeration", @"foreach \(ulong c\d+ in new Row")]
    [InlineData("an iterator", @"foreach \(ulong c\d+ in Up")]
    [InlineData("a monitor", @"lock \(this\)")]
    [InlineData("a switch", @"switch \(.+ & 3\)")]
    [InlineData("a loop", @"(for|while) \(")]
    [InlineData("a way out of a loop", "(break|continue); }")]
    [InlineData("a reference", "ref ulong")]
    [InlineData("one of two references", @"\? ref .+ : ref ")]
    [InlineData("an exchange through references", @"Swap\(ref")]
    [InlineData("a part of a struct", @"v\d+\.P\.X = ")]
    [InlineData("a tuple", @"\(ulong, byte\) v")]
    [InlineData("a nested step", @"await Call\(")]
    [InlineData("a step nested twice", @"(?s)Step<ulong> Call.*await Inner\(.*Step<ulong> Inner")]
    [InlineData("a third process", @"Step Third\(\)")]
    [InlineData("a claim", @"Claim\.That")]
    [InlineData("a choice", @"await Choice\.Of\(0UL, 1UL, 3UL\)")]
    [InlineData("a message sent", @"await Q\.Send")]
    [InlineData("a message received", @"await Q\.Receive")]
    [InlineData("a compare-exchange", @"await A\.CompareExchange")]
    [InlineData("a wait for a value", @"await B\.Until")]
    public void Some_programs_have(string shape, string code)
    {
        int found = _programs.Count(program => Regex.IsMatch(program, code));

        string message = string.Create(CultureInfo.InvariantCulture, $"{shape}: in {found} programs");
        Assert.True(found >= Programs / 40, message);
    }
}
