using System.Text;
using Checker.Exploration;

namespace Checker.Tests.Frames;

/// <summary>
/// Writes C# source of random models: two processes with awaits in all kinds of places, over two words.
/// </summary>
internal sealed class RandomSource
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _locals = [];
    private SplitMix _generator;
    private int _names;
    private int _awaits;
    private int _loops;

    private RandomSource(ulong seed) => _generator = new SplitMix(seed);

    /// <summary>The class <c>Program{seed}</c> with a static method <c>Build</c> that makes the model.</summary>
    public static string Of(ulong seed) => new RandomSource(seed).Class(seed);

    private string Class(ulong seed)
    {
        _text.Append(
            $$"""
            public sealed class Program{{seed}}
            {
                private readonly Word a = new("a", 0, 1), b = new("b", 1, 1);
                private struct Pair { public ulong X, Y; }
                public static SystemModel Build()
                {
                    var program = new Program{{seed}}();
                    return new SystemModel("random {{seed}}").Process("left", program.Left).Process("right", program.Right);
                }

            """
        );
        Method("private async Step<ulong> Call(ulong p)", 2, "return " + "p + (await a.Load() & 1);", "p");
        Method("private async Step Left()", 5, "await b.Store(0);");
        Method("private async Step Right()", 4, "");
        return _text.Append("}\n").ToString();
    }

    private void Method(string signature, int statements, string last, params string[] parameters)
    {
        _locals.Clear();
        _locals.AddRange(parameters);
        _awaits = 7;
        _text.Append(signature).Append("\n{\n");
        Statements(statements, depth: 2);
        _text.Append(last).Append("\n}\n");
    }

    private void Statements(int count, int depth)
    {
        int scope = _locals.Count;
        if (_locals.Count < 2)
        {
            Declare(1);
            Declare(1);
        }

        for (int i = 0; i < count; i++)
        {
            Statement(depth);
        }

        // A local that is never read is left out of an optimised build, with the branches that decide its value.
        foreach (string local in _locals.Skip(scope))
        {
            _text.Append($"Claim.That({local} < 9, \"small\");\n");
        }

        _locals.RemoveRange(scope, _locals.Count - scope);
    }

    private void Statement(int depth)
    {
        switch (_generator.Below(depth > 0 ? 14 : 6))
        {
            case 0 or 1:
                Declare(2);
                break;
            case 2 or 3:
                _text.Append($"{Local()} = {Expression(2)};\n");
                break;
            case 4:
                _text.Append($"{Await($"{Word()}.Store({Local()} & 1)")};\n");
                break;
            case 5:
                _text.Append($"{Local()} += {Expression(1)}; {Local()} &= 3;\n");
                break;
            case 6:
                string pair = NewName();
                _text.Append(
                    $"Pair {pair}; {pair}.X = {Expression(1)}; {pair}.Y = {Expression(1)}; {Local()} = ({pair}.X ^ "
                        + $"{pair}.Y) & 3;\n"
                );
                break;
            case 7:
                _text.Append($"Claim.That({Local()} != {Local()} || {Condition(1)}, \"claim {_names}\");\n");
                break;
            case 8 or 9:
                _text.Append($"if ({Condition(1)})\n");
                Block(2, depth - 1);
                _text.Append("else\n");
                Block(1, depth - 1);
                break;
            case 10 or 11:
                Loop(depth);
                break;
            case 12:
                Try(depth);
                break;
            default:
                _text.Append(
                    $"switch ({Expression(1)}) {{ case 0: {Local()} = {Expression(1)}; break; case 1: {Local()} = 2;\n"
                );
                Block(1, 0);
                _text.Append("break; default:\n");
                Block(1, depth - 1);
                _text.Append("break; }\n");
                break;
        }
    }

    private void Declare(int depth)
    {
        string name = NewName();
        _text.Append($"ulong {name} = {Expression(depth)};\n");
        _locals.Add(name);
    }

    private void Loop(int depth)
    {
        string index = NewName();
        _text.Append($"for (ulong {index} = 0; {index} < 2; {index}++)\n{{\n");
        _loops++;
        Statements(1, depth - 1);
        _text.Append($"if ({Condition(1)}) {{ {(_generator.Below(2) == 0 ? "break" : "continue")}; }}\n");
        Statements(1, depth - 1);
        _loops--;
        _text.Append("}\n");
    }

    private void Try(int depth)
    {
        _text.Append("try\n{\n");
        Statements(1, depth - 1);
        _text.Append($"if ({Condition(1)}) {{ throw new InvalidOperationException(\"thrown\"); }}\n");
        Statements(1, depth - 1);
        _text.Append("}\n");
        bool catches = _generator.Below(3) > 0;
        if (catches)
        {
            string exception = NewName();
            _text.Append(
                $"catch (InvalidOperationException {exception}) when ({exception}.Message.Length > 0 && {Local()} < "
                    + "9)\n"
            );
            Block(1, depth - 1);
        }

        if (!catches || _generator.Below(2) == 0)
        {
            _text.Append("finally\n");
            Block(1, depth - 1);
        }
    }

    private void Block(int statements, int depth)
    {
        _text.Append("{\n");
        Statements(statements, depth);
        _text.Append("}\n");
    }

    private string Expression(int depth) =>
        _generator.Below(depth > 0 ? 9 : 3) switch
        {
            0 => $"{_generator.Below(3)}UL",
            1 or 2 => Local(),
            3 or 4 => $"({Await($"{Word()}.Load()")})",
            5 => $"(({Expression(depth - 1)} + {Expression(depth - 1)}) & 3)",
            6 => $"({Condition(depth - 1)} ? {Expression(depth - 1)} : {Expression(depth - 1)})",
            7 => $"({Await("Choice.Of(0UL, 1UL)")})",
            _ => $"(({Await($"Call({Local()})")}) & 3)",
        };

    private string Condition(int depth) =>
        _generator.Below(depth > 0 ? 3 : 2) switch
        {
            0 => $"({Expression(depth)} == {Local()})",
            1 => $"({Local()} < {Expression(depth)})",
            _ => $"({Condition(depth - 1)} {(_generator.Below(2) == 0 ? "&&" : "||")} {Condition(depth - 1)})",
        };

    // So few awaits that every model is small; an await in a loop counts double, and Call may not call itself.
    private string Await(string operation)
    {
        bool inCall = _locals.Count > 0 && _locals[0] == "p";
        bool allowed = _awaits > 0 && !(inCall && operation.StartsWith("Call", StringComparison.Ordinal));
        _awaits -= allowed ? 1 + _loops : 0;
        return allowed ? $"await {operation}"
            : operation.Contains("Store", StringComparison.Ordinal) ? $"{Local()} = {Local()}"
            : Local();
    }

    private string Local() => _locals.Count == 0 ? "0UL" : _locals[_generator.Below(_locals.Count)];

    private string Word() => _generator.Below(2) == 0 ? "a" : "b";

    private string NewName() => $"v{_names++}";
}
