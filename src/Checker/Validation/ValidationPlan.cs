using Checker.Patches;
using Model.Catalogue;
using Model.Platforms;
using Model.Scenarios;

namespace Checker.Validation;

/// <summary>The settings in which a patch is compared with its base: everything that a patch can affect.</summary>
internal sealed class ValidationPlan
{
    // They say how a guest or the processor is modelled, not what the patched code meets.
    private static readonly string[] _modelling =
    [
        "memory",
        PlatformCatalogue.StoreBuffer,
        "registers",
        "stacks",
        "guest",
        "patch",
    ];

    private readonly PatchBase _base;
    private readonly bool _full;

    private ValidationPlan(PatchBase @base, bool full)
    {
        _base = @base;
        _full = full;
        Runs = [.. RunsOf(@base.Scenario), .. @base.IsPlatform ? LitmusScenario.All.SelectMany(RunsOf) : []];
        Instructions =
        [
            .. @base.IsPlatform
                ? Runs.Where(run => run.Scenario == LitmusScenario.All[0] && run.Variation.Length == 0)
                    .Select(WithoutStoreBuffer)
                    .SelectMany(InstructionBatch.Of)
                : [],
        ];
    }

    /// <summary>The runs in a fixed order; some may turn out not to go together.</summary>
    public IReadOnlyList<ValidationRun> Runs { get; }

    /// <summary>The runs of single instructions, each on a CPU of its own; none for a host-side scenario.</summary>
    public IReadOnlyList<InstructionBatch> Instructions { get; }

    /// <summary>The parameter that is combined with all others; empty when there is none.</summary>
    public string FirstParameter => First?.Name ?? "";

    /// <summary>
    /// Makes a plan: every value of the first parameter, with each other parameter changed one at a time; for a
    /// platform every litmus test likewise.
    /// </summary>
    /// <param name="base">What the patch starts from.</param>
    /// <param name="full">Whether parameters are changed in all combinations.</param>
    public static ValidationPlan For(PatchBase @base, bool full) => new(@base, full);

    // What lies behind the region's addresses decides most about a platform; a host-side scenario's first parameter
    // about that.
    private Parameter? First =>
        _base.IsPlatform
            ? _base.Platform.Parameters.FirstOrDefault(parameter => parameter.Name == "region")
            : _base.Scenario.ParametersOn(_base.Platform).FirstOrDefault(parameter => parameter.Words.Count > 0);

    private IEnumerable<ValidationRun> RunsOf(Scenario scenario)
    {
        // A scenario's numbers are the size of the test; a platform's are limits of what is modelled, and meet their
        // least value too.
        var others = scenario
            .Parameters.Where(parameter => parameter.Words.Count > 0)
            .Concat(_base.Platform.Parameters)
            .Where(parameter =>
                parameter.Name != First?.Name && !(_base.IsPlatform && _modelling.Contains(parameter.Name))
            )
            .ToList();
        var variations = _full
            ? Product(others)
            :
            [
                [],
                .. others.SelectMany(parameter =>
                    OthersThanDefault(parameter).Select(value => new[] { KeyValuePair.Create(parameter.Name, value) })
                ),
            ];
        return from first in FirstValues() from variation in variations select Run(scenario, first, variation);
    }

    // With one CPU, and nobody else who looks at memory, store buffers change nothing but the number of states.
    private static ValidationRun WithoutStoreBuffer(ValidationRun run) =>
        new(
            run.Scenario,
            run.Platform,
            run.Given.Append(KeyValuePair.Create("memory", "sc")).ToDictionary(),
            run.First,
            run.Variation
        );

    private IEnumerable<string> FirstValues() => First?.Words ?? [""];

    private ValidationRun Run(Scenario scenario, string first, KeyValuePair<string, string>[] variation)
    {
        var given = variation.ToDictionary();
        if (First is { } parameter)
        {
            given.Add(parameter.Name, first);
        }

        return new ValidationRun(scenario, _base.Platform, given, first, [.. variation]);
    }

    private static IEnumerable<string> OthersThanDefault(Parameter parameter) =>
        (parameter.Words.Count > 0 ? parameter.Words : [FormattableString.Invariant($"{parameter.Minimum}")]).Where(
            value => value != parameter.Default
        );

    private static IEnumerable<KeyValuePair<string, string>[]> Product(IEnumerable<Parameter> parameters) =>
        parameters.Aggregate(
            (IEnumerable<KeyValuePair<string, string>[]>)
                [
                    [],
                ],
            (sofar, parameter) =>
                sofar.SelectMany(chosen =>
                    OthersThanDefault(parameter)
                        .Select(value => (KeyValuePair<string, string>[])[.. chosen, new(parameter.Name, value)])
                        .Prepend(chosen)
                )
        );
}
