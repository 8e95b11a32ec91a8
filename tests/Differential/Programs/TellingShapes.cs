namespace Differential.Programs;

/// <summary>
/// Makes pieces of programs in which one fault of a checker shows: left to chance they are too rare.
/// </summary>
internal sealed class TellingShapes(
    Dice dice,
    Scope scope,
    ExpressionGenerator expressions,
    Func<int, Term> block,
    Func<Term> otherwise
)
{
    // Ways that differ in nothing but the value at hand.
    private const string Either = "(await Choice.Of(1UL, 2UL))";

    private const int Awaits = 3;

    /// <summary>One of them; something else where too few awaits are left.</summary>
    public Term Any() =>
        !scope.TakeAwaits(Awaits)
            ? otherwise()
            : dice.Below(6) switch
            {
                0 or 1 => ReadByFinally(),
                2 or 3 => ToldApartByMessage(),
                4 => Wrap(),
                _ => LockTwice(),
            };

    // Nothing but the finally block reads what is kept while the body waits, and its own work is seen behind it.
    private Term ReadByFinally()
    {
        string name = scope.NewName();
        return Term.Statement(
            $"{{\nulong {name}seen = 0, {name}kept = {Either};\ntry\n{{\nawait B.Load();\n$0\n}}\n"
                + $"finally\n{{\n{name}seen = {name}kept;\n}}\n"
                + $"await {dice.Of("A", "B")}.Store({name}seen);\n}}",
            block(1)
        );
    }

    // Exceptions that are held while the process waits.
    private Term ToldApartByMessage()
    {
        string name = scope.NewName();
        string message = $"{Either} == 1 ? \"x\" : \"y\"";
        return dice.OneIn(2)
            ? Term.Statement(
                $"try\n{{\nthrow new InvalidOperationException({message});\n}}\n"
                    + $"catch (InvalidOperationException {name})\n{{\nawait B.Load();\n$0\n"
                    + $"await A.Store({name}.Message == \"x\" ? 1UL : 2UL);\n}}",
                block(1)
            )
            : Term.Statement(
                $"try\n{{\ntry\n{{\nthrow new InvalidOperationException({message});\n}}\n"
                    + "catch (InvalidOperationException)\n{\nawait B.Load();\nthrow;\n}\n}\n"
                    + $"catch (InvalidOperationException {name}) when ({name}.Message == \"x\")\n"
                    + "{\nawait A.Store(1);\n$0\n}\ncatch (InvalidOperationException)\n{\n$1\n}",
                block(1),
                block(1)
            );
    }

    private Term Wrap() =>
        Term.Statement(
            "await A.Store($0 | 128); await A.FetchAdd($1 | 128);",
            expressions.Number(1),
            expressions.Number(1)
        );

    private Term LockTwice() =>
        Term.Statement(
            "await M.Lock();\n$0\nif ($1) { await M.Lock(); }\nawait M.Unlock();",
            block(1),
            expressions.Truth(1)
        );
}
