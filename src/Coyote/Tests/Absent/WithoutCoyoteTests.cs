namespace Coyote.Tests;

/// <summary>Stands for all the others where Microsoft.Coyote cannot be restored.</summary>
public sealed class WithoutCoyoteTests
{
    [Fact(Skip = "Microsoft.Coyote 1.7.11 cannot be restored here")]
    public void The_second_engine_is_not_here() { }
}
