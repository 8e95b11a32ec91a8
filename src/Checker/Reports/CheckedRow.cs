using Checker.Properties;
using Checker.Traces;
using Model.Scenarios;

namespace Checker.Reports;

/// <summary>A row of the matrix and what its check has shown.</summary>
/// <param name="Row">The row.</param>
/// <param name="Subject">What was checked.</param>
/// <param name="Result">What came out.</param>
internal sealed record CheckedRow(MatrixRow Row, TraceSubject Subject, ExplorationResult Result)
{
    /// <summary>The kinds of violation found, in ordinal order.</summary>
    public IReadOnlyList<string> Kinds =>
        [.. Result.Violations.Select(violation => Words.Of(violation.Kind)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether the check was cut short before it could show what was expected, and has shown nothing else.</summary>
    public bool IsUnknown => !Agrees && !Result.Exhaustive
        && (Row.Expected is { Violated: true, NamesKinds: false } || Kinds.All(Row.Expected.Kinds.Contains));

    /// <summary>Whether the check has shown what was expected; a search that was cut short shows neither.</summary>
    public bool Agrees => Result.Exhaustive
        && Result.Verdict == (Row.Expected.Violated ? Verdict.Violated : Verdict.Holds)
        && (!Row.Expected.NamesKinds || Kinds.SequenceEqual(Row.Expected.Kinds));
}
