namespace Differential.Plain;

/// <summary>Assertions.</summary>
public static class Claim
{
    public static void That(bool condition, string message)
    {
        if (!condition)
        {
            throw new AssertionException(message);
        }
    }
}
