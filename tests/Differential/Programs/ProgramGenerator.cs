namespace Differential.Programs;

/// <summary>Makes random programs: two or three processes over two words, a mutex and a mailbox.</summary>
internal sealed class ProgramGenerator
{
    private readonly Dice _dice;
    private readonly ExpressionGenerator _expressions;
    private readonly Scope _scope;
    private readonly TellingShapes _shapes;
    private int _depth;

    // Try blocks around whose catch may catch what is thrown.
    private int _tries;

    private ProgramGenerator(ulong seed)
    {
        _dice = new Dice(seed);
        _scope = new Scope(_dice);
        _expressions = new ExpressionGenerator(_dice, _scope);
        _shapes = new TellingShapes(_dice, _scope, _expressions, Block, Exit);
    }

    /// <summary>The class of that name; the same for the same seed.</summary>
    public static Term Of(string name, ulong seed) => new ProgramGenerator(seed).Program(name);

    private Term Program(string name)
    {
        bool three = _dice.OneIn(4);
        List<Term> methods =
        [
            Method("Step Left()", Body(6, three ? 4 : 7, calls: 2, "return;")),
            Method("Step Right()", Body(5, three ? 3 : 5, calls: 2, "return;")),
        ];
        if (three)
        {
            methods.Add(Method("Step Third()", Body(2, 2, calls: 0, "return;")));
        }

        if (IsCalled("Call"))
        {
            var body = Body(3, 2, calls: 1, "return p0 + 1;", "p0", "p1");
            methods.Add(Method("Step<ulong> Call(ulong p0, ulong p1)", body, "return p0;"));
        }

        if (IsCalled("Inner"))
        {
            var body = Body(2, 0, calls: 0, "return p1;", "p0", "p1");
            methods.Add(Method("Step<ulong> Inner(ulong p0, ulong p1)", body, "return p0 ^ (await A.Load());"));
        }

        string third = three ? ", (\"third\", Third)" : "";
        return new Term(
            Sort.Program,
            $$"""
            public sealed class {{name}} : Program
            {
            public override (string Name, Func<Step> Body)[] Processes => [("left", Left), ("right", Right){{third}}];
            {{string.Join('\n', methods.Select((_, i) => $"${i}"))}}
            }

            """,
            methods
        );

        bool IsCalled(string method) =>
            methods.Any(other => other.ToString().Contains($"await {method}(", StringComparison.Ordinal));
    }

    private static Term Method(string signature, Term body, string end = "") =>
        new(Sort.Program, $"private async {signature}\n{{\n$0\n{end}\n}}", body);

    private Term Body(int statements, int awaits, int calls, string exit, params string[] parameters)
    {
        _scope.Begin(awaits, calls, exit, parameters);
        (_depth, _tries) = (0, 0);
        if (_dice.OneIn(3))
        {
            return Block(statements);
        }

        _tries = 1;
        return Term.Statements([
            Term.Statement(
                "try\n{\n$0\n}\ncatch (Exception fault) when (fault is not AssertionException)\n{\n$1\n}",
                Block(statements),
                Block(1)
            ),
        ]);
    }

    // Statements with a scope of their own for what they declare.
    private Term Block(int statements, IEnumerable<string> locals)
    {
        int before = _scope.Open(locals);
        _depth++;
        List<Term> terms = [];
        for (int i = 0; i < statements; i++)
        {
            terms.Add(i == 0 && _depth == 1 || _dice.OneIn(5) ? Declaration() : Statement());
        }

        _depth--;
        _scope.Close(before);
        return Term.Statements(terms);
    }

    private Term Block(int statements) => Block(statements, []);

    // No await may be in it.
    private Term Sealed(int statements, params string[] locals)
    {
        int awaits = _scope.ForbidAwaits();
        var block = Block(statements, locals);
        _scope.AllowAwaits(awaits);
        return block;
    }

    private Term Declaration()
    {
        string name = _scope.NewName();
        var (text, parts, locals) = _dice.Below(12) switch
        {
            < 4 => ("ulong {n} = $0;", Numbers(1), new[] { "{n}" }),
            4 => ("byte {n} = unchecked((byte)$0);", Numbers(1), ["{n}:byte"]),
            5 => ("int {n} = unchecked((int)$0);", Numbers(1), ["{n}:int"]),
            6 or 7 => ("Pair {n} = new Pair { X = unchecked((byte)$0), Y = $1 };", Numbers(2), ["{n}.X:byte", "{n}.Y"]),
            8 => (
                "Deep {n} = default; {n}.Z = $0; {n}.P.X = unchecked((byte)$1);",
                Numbers(2),
                ["{n}.P.X:byte", "{n}.P.Y", "{n}.Z"]
            ),
            9 => ("(ulong, byte) {n} = ($0, unchecked((byte)$1));", Numbers(2), ["{n}.Item1", "{n}.Item2:byte"]),
            10 => ("Split($0, out ulong {n}, out ulong {n}h);", Numbers(1), ["{n}", "{n}h"]),
            _ => (
                "ulong {n}; if ($0) { {n} = $1; } else { {n} = $2; }",
                (IReadOnlyList<Term>)[_expressions.Truth(1), .. Numbers(2)],
                ["{n}"]
            ),
        };

        // Some are only written from now on.
        bool isRead = !_dice.OneIn(4);
        _scope.Declare(locals.Select(local => local.Replace("{n}", name, StringComparison.Ordinal)), isRead);
        return Term.Statement(text.Replace("{n}", name, StringComparison.Ordinal), parts);
    }

    private IReadOnlyList<Term> Numbers(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _expressions.Number(2))];

    private Term Statement() =>
        _dice.Below(_depth < 4 ? 32 : 12) switch
        {
            0 or 1 => Term.Statement($"{_scope.Assignment("$0")};", _expressions.Number(2)),
            2 => Term.Statement($"{_scope.Written()} {_dice.Of("+=", "^=", "-=", "&=")} {_dice.Of("1", "2", "200")};"),
            3 or 4 or 5 => Term.Statement(
                $"{_expressions.Operation()};",
                _expressions.Number(1),
                _expressions.Number(1)
            ),
            6 => Term.Statement(
                $"if ($0) {{ {_scope.Assignment("$1")}; }}",
                _expressions.Truth(1),
                _expressions.Number(1)
            ),
            7 => Term.Statement(
                $"if ($0) {{ {_scope.Assignment("$1")}; }} else {{ {_scope.Assignment("$2")}; }}",
                _expressions.Truth(1),
                _expressions.Number(1),
                _expressions.Number(1)
            ),
            8 => Term.Statement(
                $"Claim.That($0 || $1, \"claim {_scope.NewName()}\");",
                _expressions.Truth(1),
                _expressions.Truth(1)
            ),
            9 => ByReference(),
            10 => Term.Statement(
                $"{_scope.Assignment("$0")}; {_scope.Assignment("$1")};",
                _expressions.Number(2),
                _expressions.Number(1)
            ),
            11 => Exit(),
            12 or 13 => Term.Statement("if ($0)\n{\n$1\n}\nelse\n{\n$2\n}", _expressions.Truth(2), Block(2), Block(1)),
            14 or 15 => Loop(),
            16 or 17 or 18 or 19 => Try(),
            20 => Term.Statement("using (new Guard($0))\n{\n$1\n}", _expressions.Number(1), Block(2)),
            21 => ForEach(),
            22 => Term.Statement("lock (this)\n{\n$0\n}", Sealed(2)),
            23 => Term.Statement(
                "switch ($0 & 3)\n{\ncase 0:\n$1\nbreak;\ncase 1:\n$2\nbreak;\ndefault:\n$3\nbreak;\n}",
                _expressions.Number(1),
                InSwitch(1),
                InSwitch(1),
                InSwitch(1)
            ),
            24 => _scope.TakeAwaits(2) ? Term.Statement("await M.Lock();\n$0\nawait M.Unlock();", Block(2)) : Exit(),
            25 => Term.Statement("{\n$0\n}", Block(2)),
            _ => _shapes.Any(),
        };

    private Term InSwitch(int statements)
    {
        var outer = _scope.Loop;
        _scope.Loop = outer == LoopKind.None ? LoopKind.None : LoopKind.InSwitch;
        var block = Block(statements);
        _scope.Loop = outer;
        return Term.Statement("{\n$0\n}", block);
    }

    private Term ByReference()
    {
        string name = _scope.NewName();
        return _dice.OneIn(2) && (_scope.Pair(), _scope.Pair()) is ({ } left, { } right)
                ? Term.Statement(
                    $"($0 ? ref {left} : ref {right}).{_dice.Of("Y = $1", "X = unchecked((byte)$1)")};",
                    _expressions.Plain(() => _expressions.Truth(1)),
                    _expressions.Plain(() => _expressions.Number(1))
                )
            : _scope.Wide() is not { } target ? Exit()
            : _dice.OneIn(3) && _scope.Wide() is { } other ? Term.Statement($"Swap(ref {target}, ref {other});")
            : Term.Statement(
                $"{{ ref ulong {name} = ref {target}; {name} += $0; if ($1) {{ {name} = 2; }} }}",
                _expressions.Plain(() => _expressions.Number(1)),
                _expressions.Plain(() => _expressions.Truth(1))
            );
    }

    private Term Exit() =>
        Term.Statement($"if ($0) {{ {(_scope.InFinally ? ExitOfFinally() : ExitOfBlock())} }}", _expressions.Truth(1));

    // Control may leave a finally block only by an exception.
    private string ExitOfFinally() =>
        _tries + _dice.Below(4) > 0 ? _scope.Assignment("2UL") + ";" : Throw();

    private string ExitOfBlock() =>
        _dice.Below(5) switch
        {
            0 when _tries > 0 => Throw(),
            0 or 1 => _scope.Exit,
            _ => _scope.Loop switch
            {
                LoopKind.None when _tries > 0 || _dice.OneIn(6) => Throw(),
                LoopKind.None => _scope.Exit,
                LoopKind.InSwitch => "continue;",
                _ => _dice.Of("break;", "continue;"),
            },
        };

    private string Throw() =>
        $"throw new {_dice.Of("InvalidOperationException", "ArgumentException")}(\"{_dice.Of("x", "y")}\");";

    private Term Loop()
    {
        string index = _scope.NewConstant();
        var outer = _scope.EnterLoop();
        var term = _dice.Below(3) switch
        {
            0 => Term.Statement($"for (ulong {index} = 0; {index} < 2; {index}++)\n{{\n$0\n}}", Block(3, [index])),
            1 => Term.Statement(
                $"ulong {index} = 0; while ({index}++ < 2 && $1)\n{{\n$0\n}}",
                Block(3, [index]),
                _expressions.Truth(1)
            ),
            _ => Term.Statement($"ulong {index} = 0; do\n{{\n$0\n}}\nwhile ({index}++ < 1);", Block(3, [index])),
        };
        _scope.LeaveLoop(outer);
        return term;
    }

    private Term ForEach()
    {
        string item = _scope.NewConstant();
        bool awaits = _dice.OneIn(2);
        var from = _expressions.Number(1);
        var outer = _scope.EnterLoop();
        var term = awaits
            ? Term.Statement($"foreach (ulong {item} in new Row($0))\n{{\n$1\n}}", from, Block(2, [item]))
            : Term.Statement($"foreach (ulong {item} in Up($0))\n{{\n$1\n}}", from, Sealed(2, item));
        _scope.LeaveLoop(outer);
        return term;
    }

    private Term Try()
    {
        int kind = _dice.Below(5);
        _tries += kind > 1 ? 1 : 0;
        var body = Block(2);
        _tries -= kind > 1 ? 1 : 0;
        string exception = _scope.NewName();
        return kind switch
        {
            0 or 1 => Term.Statement("try\n{\n$0\n}\nfinally\n{\n$1\n}", body, Finally()),
            2 => Term.Statement("try\n{\n$0\n}\ncatch (InvalidOperationException)\n{\n$1\n}", body, Block(2)),
            3 => Term.Statement(
                $"try\n{{\n$0\n}}\ncatch (Exception {exception}) when ({exception}.Message == \"x\" && "
                    + $"$1)\n{{\n$2\n{(_dice.OneIn(3) ? "throw;" : "")}\n}}\nfinally\n{{\n$3\n}}",
                body,
                _expressions.Plain(() => _expressions.Truth(1)),
                Block(2),
                Finally()
            ),
            _ => Term.Statement(
                "try\n{\n$0\n}\ncatch (InvalidOperationException) when ($1)\n{\n$2\n}\ncatch (Exception)\n{\n$3\n}",
                body,
                _expressions.Plain(() => _expressions.Truth(1)),
                Block(1),
                Block(1)
            ),
        };
    }

    private Term Finally()
    {
        var loop = _scope.Loop;
        bool inFinally = _scope.InFinally;
        (_scope.Loop, _scope.InFinally) = (LoopKind.None, true);
        var block = _dice.OneIn(4) ? Block(1) : Sealed(2);
        (_scope.Loop, _scope.InFinally) = (loop, inFinally);
        return block;
    }
}
