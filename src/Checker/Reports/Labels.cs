using System.Globalization;
using Checker.Exploration;
using Checker.Properties;
using Checker.Replay;
using Checker.Traces;
using Model.Catalogue;

namespace Checker.Reports;

/// <summary>The words of the contract, and numbers as people read them.</summary>
internal static class Labels
{
    public static string Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Holds => "holds",
            Verdict.Violated => "violated",
            Verdict.Bounded => "bounded",
            Verdict.Vacuous => "vacuous",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };

    /// <summary>An expected verdict: <c>holds</c>, <c>violated</c>, <c>violated (invariant, stuck)</c>.</summary>
    public static string Of(ExpectedVerdict expected) =>
        !expected.Violated ? "holds"
        : expected.NamesKinds ? $"violated ({string.Join(", ", expected.Kinds)})"
        : "violated";

    /// <summary>A kind of violation, or <c>none</c>.</summary>
    public static string Of(ViolationKind? kind) =>
        kind is { } failing ? ViolationDescription.Of(failing).Word : ViolationKindConverter.None;

    /// <summary>A verdict, and the constraint that it is within: <c>holds within count0 &lt; 3</c>.</summary>
    public static string Of(Verdict verdict, string? within) =>
        within is null ? Of(verdict) : $"{Of(verdict)} within {within}";

    /// <summary>Why a verdict says neither that the model holds nor that it does not; else <c>null</c>.</summary>
    public static string? Reason(ExplorationResult result) =>
        result.Verdict switch
        {
            Verdict.Bounded => result.StoppedBy,
            Verdict.Vacuous => string.Join("; ", result.VacuousBecause),
            _ => null,
        };

    /// <summary>A count with its noun: <c>1 step</c>, <c>1,234 steps</c>.</summary>
    public static string Count(long number, string noun) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{number:N0} {noun}{(number == 1 ? "" : noun.EndsWith('h') ? "es" : "s")}"
        );

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Seconds with as many digits as mean something.</summary>
    public static string Seconds(TimeSpan time) =>
        $"{time.TotalSeconds.ToString(time.TotalSeconds < 100 ? "0.00" : "0", CultureInfo.InvariantCulture)} s";

    /// <summary>Bytes in MiB.</summary>
    public static string Memory(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB");

    /// <summary>A scenario on a platform with its settings: <c>lhv-xchg on kvm (kernel=6.0 region=mmio)</c>.</summary>
    public static string Of(TraceSubject subject) =>
        $"{subject.Scenario} on {subject.Platform}"
        + $"{(subject.Patch is { } patch ? $" with {Path.GetFileName(patch.File)}" : "")}"
        + $"{(subject.Parameters.Count == 0 ? "" : $" ({Settings(subject.Parameters)})")}";

    /// <summary>A row of a table: <c>kvm with fix.cs region=mmio</c>.</summary>
    public static string Of(MatrixRow row) =>
        string.Join(
            ' ',
            new[]
            {
                row.Platform,
                row.Patch is null ? "" : $"with {Path.GetFileName(row.Patch)}",
                Settings(row.Set.OrderBy(setting => setting.Key, StringComparer.Ordinal)),
            }.Where(part => part.Length > 0)
        );

    /// <summary>Settings as <c>--set</c> takes them.</summary>
    public static string Settings(IEnumerable<KeyValuePair<string, string>> settings) =>
        string.Join(' ', settings.Select(setting => $"{setting.Key}={setting.Value}"));
}
