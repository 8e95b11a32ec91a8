namespace Model.Litmus;

/// <summary>A word, a number or a sign of a test.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Position">Where it starts.</param>
internal readonly record struct LitmusToken(LitmusTokenKind Kind, string Text, int Position)
{
    /// <summary>The token in a message.</summary>
    public override string ToString() => Kind == LitmusTokenKind.End ? "the end" : $"'{Text}'";
}
