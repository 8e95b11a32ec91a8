namespace Model.Litmus;

/// <summary>A condition on final states.</summary>
public abstract record LitmusCondition
{
    private LitmusCondition()
    {
    }

    /// <summary>Whether it holds.</summary>
    /// <param name="state">The final value of every location that the condition names.</param>
    public abstract bool Holds(Func<LitmusLocation, LitmusValue, bool> state);

    /// <summary>The locations that the condition names, in order, repeats included.</summary>
    public abstract IEnumerable<LitmusLocation> Locations { get; }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    internal sealed record Constant(bool Value) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => [];

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) => Value;
    }

    /// <summary><c>location=value</c>.</summary>
    internal sealed record IsEqual(LitmusLocation Location, LitmusValue Value) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => [Location];

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) => state(Location, Value);
    }

    /// <summary><c>~</c> or <c>not</c>.</summary>
    internal sealed record Not(LitmusCondition Inner) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => Inner.Locations;

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) => !Inner.Holds(state);
    }

    /// <summary><c>/\</c>.</summary>
    internal sealed record And(LitmusCondition Left, LitmusCondition Right) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => Left.Locations.Concat(Right.Locations);

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) => Left.Holds(state) && Right.Holds(state);
    }

    /// <summary><c>\/</c>.</summary>
    internal sealed record Or(LitmusCondition Left, LitmusCondition Right) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => Left.Locations.Concat(Right.Locations);

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) => Left.Holds(state) || Right.Holds(state);
    }

    /// <summary><c>=&gt;</c>.</summary>
    internal sealed record Implies(LitmusCondition Left, LitmusCondition Right) : LitmusCondition
    {
        public override IEnumerable<LitmusLocation> Locations => Left.Locations.Concat(Right.Locations);

        public override bool Holds(Func<LitmusLocation, LitmusValue, bool> state) => !Left.Holds(state) || Right.Holds(state);
    }
}
