using Microsoft.Coyote;
using Model.Input;

namespace Checker.Coyote.Schedules;

/// <summary>How Coyote chooses the next process.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Bound">Priority changes or delays of a schedule at most, or for <c>probabilistic</c> the power of one
/// half; <c>null</c> for Coyote's default.</param>
/// <param name="IsFair">Whether the rest of a schedule is chosen at random once half of its length is used up.</param>
internal sealed record Strategy(string Name, uint? Bound, bool IsFair)
{
    /// <summary>The strategies that Coyote offers.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["random", "prioritization", "delay-bounding", "probabilistic", "q-learning", "portfolio"];

    /// <summary>Whether the first half of a schedule is chosen by priorities, and the second at random.</summary>
    public bool EndsFairly => IsFair || Name == "portfolio";

    /// <summary>
    /// Whether no process is passed over for ever, so that Coyote judges goals that are out of reach for long.
    /// </summary>
    public bool JudgesGoals => EndsFairly || Name is "random" or "probabilistic";

    /// <summary>Checks that the parameters are ones of the strategy.</summary>
    /// <exception cref="InputException">The strategy is unknown or does not have a parameter.</exception>
    public static Strategy Of(string name, uint? bound, bool isFair)
    {
        if (!Names.Contains(name))
        {
            throw new InputException(
                $"--strategy cannot be '{name}'; expected one of {string.Join(", ", Names)}",
                NearestName.Of(name, Names) is { } near ? $"did you mean {near}?" : ""
            );
        }

        bool takesFairness = name is "prioritization" or "delay-bounding";
        return bound is not null && !takesFairness && name != "probabilistic"
                ? throw new InputException(
                    $"--bound is not for the strategy {name}",
                    "it is for prioritization, delay-bounding and probabilistic"
                )
            : isFair && !takesFairness
                ? throw new InputException(
                    $"--fair is not for the strategy {name}",
                    "it is for prioritization and delay-bounding; random and portfolio always are fair"
                )
            : new Strategy(name, bound, isFair);
    }

    /// <summary>Makes Coyote use it. Coyote's own default is the fair portfolio.</summary>
    public Configuration In(Configuration configuration) =>
        Name switch
        {
            "random" => configuration.WithRandomStrategy(),
            "prioritization" => Bound is uint changes
                ? configuration.WithPrioritizationStrategy(IsFair, changes)
                : configuration.WithPrioritizationStrategy(IsFair),
            "delay-bounding" => Bound is uint delays
                ? configuration.WithDelayBoundingStrategy(IsFair, delays)
                : configuration.WithDelayBoundingStrategy(IsFair),
            "probabilistic" => Bound is uint power
                ? configuration.WithProbabilisticStrategy(power)
                : configuration.WithProbabilisticStrategy(),
            "q-learning" => configuration.WithQLearningStrategy(),
            _ => configuration,
        };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(IsFair ? "fair " : "")}{Name}{(Bound is uint bound ? FormattableString.Invariant($" {bound}") : "")}";
}
