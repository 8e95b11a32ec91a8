namespace Model.Scenarios.Variants;

/// <summary>What the logic of a variant is told.</summary>
public sealed class VariantSetup
{
    private readonly Parts _parts;

    internal VariantSetup(string variant, Settings settings, Parts parts)
    {
        Variant = variant;
        Settings = settings;
        _parts = parts;
    }

    /// <summary>The name of the variant.</summary>
    public string Variant { get; }

    /// <summary>Values for the scenario's parameters.</summary>
    public Settings Settings { get; }

    /// <summary>Whether the model has one of the parts that hold a fixed form together; to be asked in a constructor, never in a process.</summary>
    /// <param name="part">The part's name.</param>
    public bool Has(string part) => _parts.Has(part);
}
