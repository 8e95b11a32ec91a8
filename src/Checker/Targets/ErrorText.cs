using System.Globalization;
using Checker.Automata;
using Checker.Exploration;
using Checker.Patches;
using Checker.Properties.Expressions;
using Checker.Reports;
using Model.Input;
using Model.Steps;

namespace Checker.Targets;

/// <summary>Tells the user about exceptions.</summary>
internal static class ErrorText
{
    /// <summary>Writes one message and chooses the exit code.</summary>
    public static ExitCode Report(Exception exception, TextWriter error, bool debug)
    {
        exception = Innermost(exception);
        if (exception is PatchErrorsException errors)
        {
            errors.Errors.SkipLast(1).ToList().ForEach(each => error.WriteLine($"checker: {Line(each)}"));
        }

        var (message, code) = exception switch
        {
            PatchErrorsException { Errors: [.., var last] } => (Line(last), ExitCode.BadInput),
            InputException input => (Line(input), ExitCode.BadInput),
            ExpressionException expression => ($"bad expression, {expression.Report()}", ExitCode.BadInput),
            ModelException model => (Line(model), ExitCode.BadInput),
            UnboundedLocalsException unbounded => ($"bounded: {unbounded.Message}", ExitCode.Inconclusive),
            UnfinishedException unfinished => ($"unfinished: {unfinished.Message}", ExitCode.Inconclusive),
            OutOfMemoryException => ($"bounded: {MemoryBudget.Exhausted().Message}", ExitCode.Inconclusive),
            _ => (
                $"internal error: {OneLine(exception)}{(debug ? "" : "; run it again with --debug for the place")}",
                ExitCode.Internal
            ),
        };
        error.WriteLine($"checker: {message}");
        if (exception is PatchErrorsException { More: > 0 and int more })
        {
            error.WriteLine($"checker: and {Labels.Count(more, "more error")}");
        }

        if (debug)
        {
            error.WriteLine(exception.ToString());
        }

        return code;
    }

    /// <summary>The one line of bad input: <c>FILE:LINE:COLUMN: message; hint</c>, with what is known of it.</summary>
    public static string Line(InputException input)
    {
        string?[] place =
        [
            input.File,
            input.Line?.ToString(CultureInfo.InvariantCulture),
            input.Line is null ? null : input.Column?.ToString(CultureInfo.InvariantCulture),
        ];
        string where = string.Join(':', place.Where(part => part is not null));
        return $"{(where.Length == 0 ? "" : $"{where}: ")}{Message(input)}";
    }

    /// <summary>The same without the place.</summary>
    public static string Message(InputException input) =>
        $"{input.Message}{(input.Hint.Length == 0 ? "" : $"; {input.Hint}")}";

    /// <summary>The one line of a model that breaks a rule.</summary>
    public static string Line(ModelException model) => $"the model cannot be explored: {model.Message}";

    // What several workers ran into: whatever is more than a lack of memory comes first.
    private static Exception Innermost(Exception exception) =>
        exception switch
        {
            AggregateException several when several.Flatten().InnerExceptions is { Count: > 0 } all => all.Select(
                    Innermost
                )
                .OrderBy(inner => inner is OutOfMemoryException)
                .First(),
            TaskSchedulerException { InnerException: { } inner } => Innermost(inner),
            _ => exception,
        };

    private static string OneLine(Exception exception) =>
        $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
}
