using System.CommandLine;
using System.Globalization;
using Checker.Targets;
using Checker.Traces;
using Model.Input;
using Model.Scenarios.Guests;

namespace Checker.Cli;

/// <summary>The options of <c>check</c> that describe a guest of the user's own.</summary>
internal sealed class GuestOption
{
    private readonly Option<string> _image = new("--guest")
    {
        HelpName = "FILE",
        Description = "check a guest of your own: a static ELF image, or a flat binary with --load and --symbols",
    };
    private readonly Option<string[]> _cpus = new("--cpu")
    {
        HelpName = "N=ENTRY[:STACK]",
        Description = "where a CPU of the guest starts: a symbol or an address, and bytes of a stack of its own",
    };
    private readonly Option<string[]> _mmio = new("--mmio")
    {
        HelpName = "START:SIZE",
        Description = "a range of the guest's memory that no RAM stands behind",
    };
    private readonly Option<string> _load = new("--load")
    {
        HelpName = "ADDRESS",
        Description = "where a flat binary is loaded",
    };
    private readonly Option<string> _symbols = new("--symbols")
    {
        HelpName = "FILE",
        Description = "the symbols of a flat binary: a line 'bits 32' or 'bits 64', then lines 'name address [size]'",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _image, _cpus, _mmio, _load, _symbols })
        {
            command.Add(option);
        }
    }

    /// <summary>The guest that the user describes, or <c>null</c> when there is none.</summary>
    /// <exception cref="InputException">An option has no sense.</exception>
    public TraceSubject? Subject(
        ParseResult parsed,
        string? platform,
        IReadOnlyDictionary<string, string> set,
        IReadOnlyList<string> invariants,
        IReadOnlyList<string> goals
    )
    {
        if (parsed.GetValue(_image) is not { } image)
        {
            string? stray = new Option[] { _cpus, _mmio, _load, _symbols }
                .FirstOrDefault(option => parsed.GetResult(option) is not null)
                ?.Name;
            return stray is null
                ? null
                : throw new InputException(
                    $"{stray} describes a guest, and there is none",
                    "name its image with --guest FILE"
                );
        }

        GuestCpu[] cpus = [.. (parsed.GetValue(_cpus) ?? []).Select(Cpu).OrderBy(cpu => cpu.Number)];
        if (cpus.Length == 0)
        {
            throw new InputException("the guest has no CPU", "say where one starts, e.g. --cpu 0=main");
        }

        if (
            cpus.Zip(cpus.Skip(1)).FirstOrDefault(pair => pair.First.Number == pair.Second.Number) is
            { First: { } twice }
        )
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"--cpu {twice.Number} is given twice")
            );
        }

        var request = new GuestRequest(
            image,
            cpus,
            [.. (parsed.GetValue(_mmio) ?? []).Select(Range)],
            platform ?? "hardware",
            set,
            invariants,
            goals,
            parsed.GetValue(_load) is { } load ? Number("--load", load) : null,
            parsed.GetValue(_symbols)
        );
        return new TraceSubject(
            TargetResolver.Guest,
            request.Platform,
            set,
            [],
            [],
            new TracedGuest(CheckedGuest.HashOf(image), request)
        );
    }

    private static GuestCpu Cpu(string text)
    {
        string[] parts = text.Split('=', ':');
        bool isWellFormed =
            parts.Length is 2 or 3
            && text.IndexOf('=', StringComparison.Ordinal) == parts[0].Length
            && parts[1].Length > 0;
        return isWellFormed && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new GuestCpu(
                number,
                parts[1],
                parts.Length == 2 ? null : (int)Math.Min(int.MaxValue, Number("--cpu", parts[2]))
            )
            : throw new InputException(
                $"--cpu cannot be '{text}'; expected N=ENTRY or N=ENTRY:STACK, e.g. 0=main or 1=main:4096"
            );
    }

    private static GuestRange Range(string text) =>
        text.Split(':') is [var start, var size] && Number("--mmio", size) is var bytes and > 0
            ? new GuestRange(Number("--mmio", start), bytes)
            : throw new InputException($"--mmio cannot be '{text}'; expected START:SIZE, e.g. 0xb8000:0x1000");

    private static ulong Number(string option, string text) =>
        GuestNumber.Parse(text)
        ?? throw new InputException($"{option} cannot have '{text}' in it; expected a number such as 4096 or 0x1000");
}
