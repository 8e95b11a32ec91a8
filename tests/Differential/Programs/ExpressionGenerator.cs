namespace Differential.Programs;

/// <summary>Makes random expressions.</summary>
internal sealed class ExpressionGenerator(Dice dice, Scope scope)
{
    public Term Number(int depth) =>
        dice.Below(depth > 0 ? 19 : 5) switch
        {
            0 => Term.Number($"{dice.Below(4)}UL"),
            < 4 => Term.Number(scope.Read()),
            4 or 5 or 6 => scope.TakeAwaits(1)
                ? Term.Number(
                    "(await "
                        + dice.Of(
                            "A.Load()",
                            "B.Load()",
                            "A.Load()",
                            "A.FetchAdd(100)",
                            "B.Exchange(1)",
                            "Choice.Of(1UL, 2UL)",
                            "Choice.Of(0UL, 1UL, 3UL)",
                            "A.Load()",
                            dice.OneIn(2) ? "Q.Receive()" : "B.Load()"
                        )
                        + ")"
                )
                : Term.Number(scope.Read()),
            7 or 8 => Term.Number(
                $"unchecked($0 {dice.Of("+", "-", "^", "&", "*")} $1)",
                Number(depth - 1),
                Number(depth - 1)
            ),
            9 => Term.Number("($0 ? $1 : $2)", Truth(depth - 1), Number(depth - 1), Number(depth - 1)),
            10 => Call(depth),
            11 => Term.Number("unchecked((ulong)(byte)($0 * 77))", Number(depth - 1)),
            12 => Term.Number(
                dice.OneIn(4) ? "($0 / Same($1))" : "($0 / Same($1 | 1))",
                Number(depth - 1),
                Number(depth - 1)
            ),
            13 => Term.Number(dice.OneIn(4) ? "Table[$0 & 3]" : "Table[$0 & 1]", Number(depth - 1)),
            14 => Term.Number("Risky($0)", Number(depth - 1)),
            15 => Term.Number(
                "($0 switch { 0 => $1, 1 => $2, _ => 1UL })",
                Number(depth - 1),
                Number(depth - 1),
                Number(depth - 1)
            ),
            16 => Term.Number("new Pair($0, $1).Sum()", Number(depth - 1), Number(depth - 1)),
            17 => Term.Number("(new Point($0, 1) with { V = $1 }).V", Number(depth - 1), Number(depth - 1)),
            _ => Term.Number($"(ulong)({scope.Assignment("$0")})", Number(depth - 1)),
        };

    public Term Truth(int depth) =>
        dice.Below(depth > 0 ? 7 : 3) switch
        {
            0 => Term.Truth("($0 == $1)", Number(depth - 1), Term.Number($"{dice.Below(3)}UL")),
            1 => Term.Truth("($0 < $1)", Number(0), Number(depth - 1)),
            2 => Term.Truth("(($0 & 1) == 1)", Number(depth - 1)),
            3 => Term.Truth("($0 && $1)", Truth(depth - 1), Truth(depth - 1)),
            4 => Term.Truth("($0 || $1)", Truth(depth - 1), Truth(depth - 1)),
            5 => scope.TakeAwaits(1) ? Term.Truth("(await M.TryLock())") : Term.Truth("($0 > 1)", Number(0)),
            _ => Term.Truth("!$0", Truth(depth - 1)),
        };

    /// <summary>An awaited operation over two numbers, or a write where no await is left.</summary>
    public string Operation() =>
        !scope.TakeAwaits(1)
            ? $"{scope.Assignment("$0 ^ $1")}"
            : "await "
                + dice.Below(20) switch
                {
                    < 5 => "A.Store($0 ^ ($1 & 1))",
                    < 10 => "B.Store(unchecked($0 + $1) & 3)",
                    10 => "A.FetchAdd($0)",
                    < 14 => "A.CompareExchange($0, $1)",
                    14 => "B.Until($0 & 1)",
                    < 19 => "Q.Send($0 & 3)",
                    _ => "M.Unlock()",
                };

    /// <summary>An expression without an await.</summary>
    public Term Plain(Func<Term> make)
    {
        int awaits = scope.ForbidAwaits();
        var term = make();
        scope.AllowAwaits(awaits);
        return term;
    }

    private Term Call(int depth) =>
        scope.TakeCall()
            ? Term.Number($"(await {scope.Callee}($0, $1))", Number(depth - 1), Number(depth - 1))
            : Term.Number(scope.Read());
}
