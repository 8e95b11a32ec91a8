namespace Model.Steps;

/// <summary>Turns compiler-made type names back into what the modeller wrote.</summary>
internal static class MethodNames
{
    /// <summary>The method that <paramref name="stateMachine"/> was compiled from, e.g. <c>Consumer</c>.</summary>
    public static string Of(Type stateMachine) => Inner(stateMachine.Name);

    /// <summary>
    /// Whether the compiler made <paramref name="type"/> to hold the captured variables of lambdas and local functions.
    /// </summary>
    public static bool IsClosure(Type type) => type.Name.StartsWith("<>c", StringComparison.Ordinal);

    /// <summary>A type's name without the generic arity mark.</summary>
    public static string Display(Type type)
    {
        int mark = type.Name.IndexOf('`', StringComparison.Ordinal);
        return mark < 0 ? type.Name : type.Name[..mark];
    }

    /// <summary>The name between the outermost angle brackets: <c>&lt;Consumer&gt;d__4</c> is Consumer,
    /// <c>&lt;&lt;Build&gt;g__Consumer|0&gt;d</c> is Consumer, and <c>&lt;count&gt;5__2</c> is count.</summary>
    public static string Inner(string name)
    {
        int local = name.IndexOf(">g__", StringComparison.Ordinal);
        if (local >= 0)
        {
            int end = name.IndexOf('|', local);
            return name[(local + 4)..(end < 0 ? name.Length : end)];
        }

        int open = name.LastIndexOf('<');
        int close = name.IndexOf('>', StringComparison.Ordinal);
        return open >= 0 && close > open + 1 ? name[(open + 1)..close] : name;
    }
}
