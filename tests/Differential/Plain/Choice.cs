namespace Differential.Plain;

/// <summary>Nondeterministic data.</summary>
public static class Choice
{
    public static Operation<T> Of<T>(params T[] options) =>
        new(() => [.. options.Select(option => (Func<T>)(() => option))])
        {
            Text = $"choose [{string.Join(", ", options)}]",
        };
}
