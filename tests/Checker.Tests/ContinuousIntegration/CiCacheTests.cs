using System.Security.Cryptography;
using System.Text;

namespace Checker.Tests.ContinuousIntegration;

/// <summary>Results are remembered, and nothing stale or damaged is ever told.</summary>
public sealed class CiCacheTests
{
    [Fact]
    public void A_second_run_takes_everything_from_the_cache_and_says_the_same()
    {
        using var folder = new CiFolder();
        folder.ExpectWrongly();
        string[] arguments =
        [
            folder.Scenarios,
            "--junit",
            folder.File("j"),
            "--sarif",
            folder.File("s"),
            "--summary",
            folder.File("m"),
        ];
        string first = folder.Run(arguments).Output + folder.Text("j") + folder.Text("s") + folder.Text("m");
        string second = folder.Run(arguments).Output + folder.Text("j") + folder.Text("s") + folder.Text("m");

        Assert.DoesNotContain("from the cache", first, StringComparison.Ordinal);
        Assert.Contains("; 6 from the cache; ", second, StringComparison.Ordinal);
        Assert.Equal(
            Steady.Times(first),
            Steady.Times(second.Replace("; 6 from the cache", "", StringComparison.Ordinal))
        );
        Assert.Equal(6, folder.CacheEntries.Count());
    }

    [Fact]
    public void A_patch_is_remembered_too()
    {
        using var folder = new CiFolder();
        Assert.Equal(0, folder.Run(folder.Scenarios).Code);
        Assert.Contains("; 7 from the cache; ", folder.Run(folder.Scenarios).Output, StringComparison.Ordinal);

        File.AppendAllText(folder.File("patches/F4-one-exit.cs"), "// another\n");
        Assert.Contains("; 6 from the cache; ", folder.Run(folder.Scenarios).Output, StringComparison.Ordinal);
    }

    /// <summary>What is remembered is what is told: so it is known that nothing was explored.</summary>
    [Fact]
    public void A_hit_is_told_and_a_damaged_entry_is_not()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        folder.Run(folder.Scenarios);
        string entry = folder.CacheEntries.First();
        string text = File.ReadAllText(entry)
            .Split('\n', 2)[1]
            .Replace("\"message\": \"", "\"message\": \"remembered ", StringComparison.Ordinal);
        File.WriteAllText(entry, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\n{text}");
        Assert.Contains(": remembered ", folder.Run(folder.Scenarios).Output, StringComparison.Ordinal);

        foreach (
            string damaged in new[]
            {
                "",
                "x",
                File.ReadAllText(entry).Replace("remembered", "forgotten ", StringComparison.Ordinal),
                File.ReadAllText(entry)[..^100],
                $"{Convert.ToHexStringLower(SHA256.HashData("[1]"u8))}\n[1]",
            }
        )
        {
            File.WriteAllText(entry, damaged);
            string output = folder.Run(folder.Scenarios).Output;
            Assert.Contains("; 5 from the cache; ", output, StringComparison.Ordinal);
            Assert.DoesNotContain("forgotten", output, StringComparison.Ordinal);
            Assert.Contains("; 6 from the cache; ", folder.Run(folder.Scenarios).Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Whatever_a_result_depends_on_makes_another_entry()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        folder.Run(folder.Scenarios);
        Assert.DoesNotContain(
            "from the cache",
            folder.Run(folder.Scenarios, "--max-states", "1000000").Output,
            StringComparison.Ordinal
        );

        byte[] image = File.ReadAllBytes(folder.File("scenarios/ticket.elf"));
        image[0x1000 + 7] ^= 2;
        File.WriteAllBytes(folder.File("scenarios/ticket.elf"), image);
        Assert.DoesNotContain("from the cache", folder.Run(folder.Scenarios).Output, StringComparison.Ordinal);

        folder.Edit("default: 1", "default: 2");
        Assert.DoesNotContain("from the cache", folder.Run(folder.Scenarios).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_cache_nothing_is_read_or_written()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        folder.Run(folder.Scenarios, "--no-cache");
        Assert.Empty(folder.CacheEntries);

        folder.Run(folder.Scenarios);
        Assert.DoesNotContain(
            "from the cache",
            folder.Run(folder.Scenarios, "--no-cache").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_nothing_can_be_written_everything_is_explored()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        File.WriteAllText(folder.File("file"), "");
        folder.Variables["XDG_CACHE_HOME"] = Path.GetFullPath(folder.File("file"));
        Assert.Equal(0, folder.Run(folder.Scenarios).Code);
        folder.Variables.Clear();

        var (code, output, _) = folder.Run(folder.Scenarios);
        Assert.Equal(0, code);
        Assert.DoesNotContain("from the cache", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_runs_at_once_do_no_harm()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        int[] codes = new int[4];
        Parallel.For(0, codes.Length, i => codes[i] = folder.Run(folder.Scenarios).Code);

        Assert.Equal([0, 0, 0, 0], codes);
        Assert.Equal(6, folder.CacheEntries.Count());
        Assert.Contains("; 6 from the cache; ", folder.Run(folder.Scenarios).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_uses_is_deleted_after_a_month()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        folder.Run(folder.Scenarios);
        string old = Path.Combine(Path.GetDirectoryName(folder.CacheEntries.First())!, "old.json");
        File.WriteAllText(old, "");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow - TimeSpan.FromDays(31));
        File.SetLastWriteTimeUtc(
            folder.CacheEntries.First(entry => entry != old),
            DateTime.UtcNow - TimeSpan.FromDays(31)
        );

        Assert.Contains("; 6 from the cache; ", folder.Run(folder.Scenarios).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(old));
        Assert.Equal(6, folder.CacheEntries.Count());
    }
}
