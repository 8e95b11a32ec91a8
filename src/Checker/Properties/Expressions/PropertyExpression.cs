using Model.Steps;
using Model.Systems;

namespace Checker.Properties.Expressions;

/// <summary>
/// A property as text, read and compiled once: e.g. <c>at(cpu0, row) => count1 + count2 == count0</c>.
/// </summary>
/// <remarks>
/// <para>
/// Operands are integers (<c>10</c>, <c>0x1f</c>, <c>1_000</c>; there is no octal, <c>010</c> is ten), names of the
/// model, memory (<c>[0xb8000]</c> is 4 bytes, <c>[0xb8000:8]</c> is 8, <c>[ring+0x6:2]</c> is 2), <c>at(process,
/// place)</c> and <c>finished(process)</c>. Operators, the tightest first: <c>! not - ~</c> before an operand; <c>* /
/// %</c>; <c>+ -</c>; <c>&lt;&lt; &gt;&gt;</c>; <c>&lt; &lt;= &gt; &gt;=</c>; <c>== !=</c>; <c>&amp;</c>; <c>^</c>;
/// <c>|</c>; <c>&amp;&amp; and</c>; <c>|| or</c>; <c>=&gt;</c>, which alone groups from the right.
/// </para>
/// <para>
/// A part is a number or a truth, and neither stands for the other. Numbers are integers of 128 bits with a sign, so
/// sums of 64-bit values do not wrap, and <c>~0</c> is -1; a larger result is an error. Division cuts towards zero. The
/// right side of <c>&amp;&amp;</c>, <c>||</c> and <c>=&gt;</c> is looked at only when the left side does not decide.
/// </para>
/// </remarks>
internal sealed class PropertyExpression
{
    private readonly TruthTerm _whole;

    private PropertyExpression(string text, TruthTerm whole)
    {
        Text = text;
        _whole = whole;
    }

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>
    /// What must be true for an implication to test anything: its left side, or <c>a &amp;&amp; b</c> for <c>a =&gt; b
    /// =&gt; c</c>; <c>null</c> when the expression is no implication. Throws as <see cref="Evaluate"/> does.
    /// </summary>
    public Func<StateView, bool>? Antecedent => _whole.Antecedent;

    /// <summary>Reads an expression.</summary>
    /// <param name="text">Any text; white space and line breaks between its parts do not count.</param>
    /// <param name="names">What it may name.</param>
    /// <exception cref="ExpressionException">It is not an expression over these names, or a number instead of a
    /// truth.</exception>
    public static PropertyExpression Parse(string text, IStateNames names)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(names);
        return new PropertyExpression(text, new Parser(text, names).Parse());
    }

    /// <summary>Whether the property is true in a state.</summary>
    /// <exception cref="ExpressionException">
    /// It has no value there: a division by zero, a shift by less than 0 or more than 127 bits, or a number of more
    /// than 128 bits. Such a property is neither true nor false; the check must end with this error, as with any bad
    /// expression.
    /// </exception>
    public bool Evaluate(StateView states) => _whole.Value(states);
}
