namespace Model.Scenarios.Variants;

/// <summary>
/// The locks, barriers and requests that hold a model's fixed form together. One of them can be left out, to see
/// whether the properties notice. A model asks for its parts while it is built, never in a process.
/// </summary>
internal sealed class Ablations
{
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);
    private readonly string _removed;

    private Ablations(string removed) => _removed = removed;

    /// <summary>The names of the parts that were asked for, in ordinal order.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>All parts.</summary>
    public static Ablations All() => new("");

    /// <summary>All parts but one.</summary>
    public static Ablations Without(string removed) => new(removed);

    /// <summary>Whether the model has the part.</summary>
    public bool Has(string part)
    {
        _asked.Add(part);
        return part != _removed;
    }
}
