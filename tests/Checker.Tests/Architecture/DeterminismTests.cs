using Model.Steps;
using Mono.Cecil;

namespace Checker.Tests.Architecture;

/// <summary>Nothing that decides what is explored, or in which order, may differ from run to run.</summary>
public sealed class DeterminismTests
{
    private static readonly string[] _forbidden =
    [
        "System.Random::",
        "System.DateTime::get_Now",
        "System.DateTime::get_UtcNow",
        "System.DateTimeOffset::get_Now",
        "System.DateTimeOffset::get_UtcNow",
        "System.Diagnostics.Stopwatch::",
        "System.Environment::get_TickCount",
        "System.Threading.Thread::get_ManagedThreadId",
        "System.Guid::NewGuid",
        "System.Collections.Generic.Dictionary`2::GetEnumerator",
        "System.Collections.Generic.HashSet`1::GetEnumerator",
    ];

    // Clocks that only end an exploration, which is then bounded, or report how long it took.
    private static readonly string[] _clocks = ["Checker.Automata.Guards.BodyWatch", "Checker.Exploration.LimitWatch"];

    [Fact]
    public void The_model_uses_nothing_that_differs_from_run_to_run() =>
        Assert.Equal("", Lines(References.Types(typeof(Step).Assembly)));

    [Fact]
    public void What_decides_in_the_checker_uses_nothing_that_differs_from_run_to_run() =>
        Assert.Equal(
            "",
            Lines(
                References
                    .Types(typeof(Explore).Assembly)
                    .Where(type =>
                        References.NamespaceOf(type).Split('.')
                            is ["Checker", "Automata" or "Exploration" or "Properties" or "Traces" or "Replay", ..]
                    )
                    .Where(type =>
                        !_clocks.Any(clock =>
                            type.FullName == clock || type.FullName.StartsWith($"{clock}/", StringComparison.Ordinal)
                        )
                    )
            )
        );

    [Fact]
    public void The_clocks_are_where_they_are_said_to_be() =>
        Assert.All(
            _clocks,
            clock =>
                Assert.NotEmpty(
                    Offences(References.Types(typeof(Explore).Assembly).Single(type => type.FullName == clock))
                )
        );

    private static string Lines(IEnumerable<TypeDefinition> types) => string.Join('\n', types.SelectMany(Offences));

    private static IEnumerable<string> Offences(TypeDefinition type) =>
        References
            .CallsIn(type)
            .Select(call => $"{call.DeclaringType.GetElementType().FullName}::{call.Name}")
            .Where(call => _forbidden.Any(forbidden => call.StartsWith(forbidden, StringComparison.Ordinal)))
            .Select(call => $"{type.FullName} uses {call}");
}
