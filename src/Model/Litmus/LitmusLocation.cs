namespace Model.Litmus;

/// <summary>Something whose final value a test can ask for.</summary>
public abstract record LitmusLocation
{
    private protected LitmusLocation()
    {
    }
}
