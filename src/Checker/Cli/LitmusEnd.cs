using Checker.Litmus;
using Checker.Targets;

namespace Checker.Cli;

/// <summary>How commands on many tests end.</summary>
internal static class LitmusEnd
{
    /// <summary>The tests that could not be run, each with the reason, in lines.</summary>
    public static string Faults<TResult>(IReadOnlyList<LitmusAnswer<TResult>> answers)
        where TResult : class =>
        List("not supported", answers.Where(answer => answer.IsUnsupported))
        + List("malformed", answers.Where(answer => answer.IsBad));

    /// <summary>The exit code.</summary>
    /// <param name="answers">What came of the tests.</param>
    /// <param name="fails">Whether a result is not as it should be.</param>
    /// <param name="isCut">Whether a limit stopped an exploration.</param>
    /// <param name="cancellation">The user's interrupt.</param>
    public static ExitCode Code<TResult>(
        IReadOnlyList<LitmusAnswer<TResult>> answers,
        bool fails,
        bool isCut,
        CancellationToken cancellation
    )
        where TResult : class =>
        answers.Any(answer => answer.IsBad) ? ExitCode.BadInput
        : fails ? ExitCode.Violated
        : isCut || cancellation.IsCancellationRequested || answers.Any(answer => answer.IsUnsupported)
            ? ExitCode.Inconclusive
        : ExitCode.Holds;

    private static string List<TResult>(string title, IEnumerable<LitmusAnswer<TResult>> answers)
        where TResult : class =>
        string.Concat(answers.Select(answer => $"{title}: {ErrorText.Line(answer.Fault!)}\n"));
}
