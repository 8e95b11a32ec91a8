using Checker.Patches;
using Checker.Targets.ScenarioFiles;
using Checker.Traces;
using Model.Catalogue;
using Model.Guests.Images;
using Model.Input;
using Model.Platforms;
using Model.Scenarios;
using Model.Scenarios.Guests;
using Model.Systems;

namespace Checker.Targets;

/// <summary>Finds what the user named, and builds models of it.</summary>
/// <param name="catalogue">The scenarios that can be named.</param>
internal sealed class TargetResolver(IReadOnlyList<Scenario> catalogue)
{
    private const string RegistersParameter = "registers";

    /// <summary>The scenario of a guest of the user's own, in reports and traces.</summary>
    public const string Guest = "guest";

    private readonly Dictionary<string, ScenarioFile> _files = new(StringComparer.Ordinal);

    /// <summary>The patches that subjects may have.</summary>
    public PatchStore Patches { get; } = new(catalogue);

    /// <summary>A scenario by its name, or by the scenario file that it is in.</summary>
    /// <exception cref="InputException">There is none, or its file is malformed.</exception>
    public Scenario Scenario(string name) =>
        ScenarioFile.IsNamed(name)
            ? FileOf(name).Scenario
            : catalogue.FirstOrDefault(scenario => scenario.Name == name)
                ?? LitmusScenario.All.FirstOrDefault(test => test.Name == name)
                ?? throw Unknown(
                    "scenario",
                    name,
                    catalogue.Concat(LitmusScenario.All).Select(scenario => scenario.Name),
                    "checker list shows all"
                );

    /// <summary>A scenario on a platform, with the given parameters set and the others at their defaults.</summary>
    /// <param name="scenario">The scenario's name, or the scenario file that it is in.</param>
    /// <param name="platform">The platform's name; <c>null</c> for the scenario's default.</param>
    /// <param name="given">Parameters.</param>
    /// <param name="patch">What stands in for the platform's own logic, or <c>null</c>. Then the default is the
    /// scenario's first platform that it fits.</param>
    /// <exception cref="InputException">A name is unknown or a value out of range.</exception>
    public TraceSubject Subject(
        string scenario,
        string? platform,
        IReadOnlyDictionary<string, string> given,
        LoadedPatch? patch = null
    )
    {
        var found = Scenario(scenario);
        var on = Platform(
            found,
            platform
                ?? found
                    .Platforms.FirstOrDefault(candidate => patch is not null && candidate.Logic == patch.Logic)
                    ?.Name
        );
        if (patch is not null)
        {
            Patches.RequireFits(patch, on);
        }

        return new TraceSubject(found.Name, on.Name, new Settings(found.ParametersOn(on), given).Values, [], [], null)
        {
            File = ScenarioFile.IsNamed(scenario) ? new TracedScenario(scenario, FileOf(scenario).Sha256) : null,
            Patch = patch?.File.Traced,
        };
    }

    /// <summary>A row of a scenario's table.</summary>
    /// <param name="scenario">The scenario's name, or the scenario file that it is in; patches are found from the
    /// file's folder.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="InputException">The row's patch cannot be read, or a name is unknown.</exception>
    public TraceSubject Subject(string scenario, MatrixRow row)
    {
        var subject = Subject(scenario, row.Platform, row.Set);
        if (row.Patch is null)
        {
            return subject;
        }

        var patch = PatchFile.Read(Path.Combine(Path.GetDirectoryName(scenario) ?? "", row.Patch));
        return subject with { Patch = patch.Traced };
    }

    /// <summary>The program that a subject runs; <c>null</c> for host code.</summary>
    /// <exception cref="InputException">The image is missing or malformed.</exception>
    public GuestImage? Image(TraceSubject subject) =>
        subject.Guest is { } guest ? GuestCheck.Image(guest.Request)
        : ScenarioOf(subject) is GuestScenario scenario
            ? scenario.Image(
                new Settings(scenario.ParametersOn(Platform(scenario, subject.Platform)), subject.Parameters)
            )
        : null;

    /// <summary>Explores the model of a subject.</summary>
    /// <exception cref="InputException">The subject's patch breaks a rule of sound exploration.</exception>
    public ExplorationResult Explored(TraceSubject subject, SystemModel model, Func<ExplorationResult> explore) =>
        subject.Patch is { } patch ? new PatchedExploration(Patches.Load(patch)).Explore(model, explore) : explore();

    /// <summary>
    /// Builds the model of a subject and explores it. Where the analysis of a guest's code failed, the subject is the
    /// one with all registers kept.
    /// </summary>
    /// <param name="subject">What is asked for.</param>
    /// <param name="build">Makes the model of a subject.</param>
    /// <param name="explore">Explores a model.</param>
    /// <returns>What was explored in the end, its model, and what came out.</returns>
    /// <exception cref="InputException">The subject, its guest or its patch makes no sense.</exception>
    public (TraceSubject Subject, SystemModel Model, ExplorationResult Result) Check(
        TraceSubject subject,
        Func<TraceSubject, SystemModel> build,
        Func<ModelExploration, ExplorationResult> explore
    )
    {
        var model = build(subject);
        var result = Explored(subject, model, () => explore(Explore.Model(model)));
        return (result.Note is null ? subject : WithKeptRegisters(subject), model, result);
    }

    /// <summary>Builds the model of a subject.</summary>
    /// <exception cref="InputException">The subject names something that is not there, or its parts do not go
    /// together.</exception>
    public SystemModel Build(TraceSubject subject)
    {
        if (subject.Patch is not { } traced)
        {
            return Build(subject, platform => platform);
        }

        var patch = Patches.Load(traced);
        return new PatchedExploration(patch).Build(() =>
            Build(
                subject,
                platform =>
                {
                    Patches.RequireFits(patch, platform);
                    return patch.On(platform);
                }
            )
        );
    }

    /// <summary>Builds the model of a subject on the hardware, with the parameters that it has there.</summary>
    /// <exception cref="InputException">The scenario does not run on the hardware.</exception>
    public SystemModel BuildOnHardware(TraceSubject subject)
    {
        string hardware = PlatformCatalogue.Hardware.Name;
        if (subject.Guest is { } guest)
        {
            var strange = PlatformCatalogue
                .All.SelectMany(platform => platform.Parameters)
                .Select(parameter => parameter.Name)
                .Except(PlatformCatalogue.Hardware.Parameters.Select(parameter => parameter.Name))
                .ToHashSet(StringComparer.Ordinal);
            var set = guest.Request.Set.Where(entry => !strange.Contains(entry.Key)).ToDictionary();
            return Build(
                subject with
                {
                    Platform = hardware,
                    Patch = null,
                    Guest = guest with { Request = guest.Request with { Platform = hardware, Set = set } },
                }
            );
        }

        var scenario = ScenarioOf(subject);
        var known = scenario
            .ParametersOn(Platform(scenario, hardware))
            .Select(parameter => parameter.Name)
            .ToHashSet(StringComparer.Ordinal);
        return Build(
            subject with
            {
                Platform = hardware,
                Patch = null,
                Parameters = subject.Parameters.Where(entry => known.Contains(entry.Key)).ToDictionary(),
            }
        );
    }

    private static TraceSubject WithKeptRegisters(TraceSubject subject) =>
        subject with
        {
            Parameters = With(subject.Parameters),
            Guest = subject.Guest is { } guest
                ? guest with
                {
                    Request = guest.Request with { Set = With(guest.Request.Set) },
                }
                : null,
        };

    private static SortedDictionary<string, string> With(IReadOnlyDictionary<string, string> settings) =>
        new(settings.ToDictionary(), StringComparer.Ordinal) { [RegistersParameter] = "kept" };

    private SystemModel Build(TraceSubject subject, Func<PlatformDescription, PlatformDescription> patched)
    {
        var model = BuildWhole(subject, patched);
        foreach (string constraint in subject.While ?? [])
        {
            model.While(constraint);
            model.Refinement?.Reference.While(constraint);
        }

        return model;
    }

    private SystemModel BuildWhole(TraceSubject subject, Func<PlatformDescription, PlatformDescription> patched)
    {
        if (subject.Guest is { } guest)
        {
            return CheckedGuest.Build(guest, patched);
        }

        var scenario = ScenarioOf(subject);
        var platform = Platform(scenario, subject.Platform);
        var settings = new Settings(scenario.ParametersOn(platform), subject.Parameters);
        var model = scenario.Build(patched(platform), settings);
        if (scenario is GuestScenario program)
        {
            ScenarioExpressions.Require(program, settings, model);
        }

        foreach (string invariant in subject.Invariants)
        {
            model.Always(invariant);
        }

        foreach (string goal in subject.Goals)
        {
            model.Goal(goal);
        }

        return model;
    }

    private Scenario ScenarioOf(TraceSubject subject) =>
        subject.File is not { } file ? Scenario(subject.Scenario)
        : FileOf(file.File) is var read && read.Sha256 == file.Sha256 ? read.Scenario
        : throw new InputException(
            "is not the scenario that the trace is of",
            "restore that file, or check this one again"
        )
        {
            File = file.File,
        };

    private ScenarioFile FileOf(string path)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            _files.Add(path, file = ScenarioFile.Read(path));
        }

        return file;
    }

    private static PlatformDescription Platform(Scenario scenario, string? name) =>
        name is null
            ? scenario.Platforms[0]
            : scenario.Platforms.FirstOrDefault(platform => platform.Name == name)
                ?? throw Unknown("platform", name, scenario.Platforms.Select(platform => platform.Name));

    // Ten platforms fit in a line; scenarios do not.
    private static InputException Unknown(string what, string name, IEnumerable<string> known, string? hint = null) =>
        NearestName.Of(name, known) is { } near
            ? new InputException($"there is no {what} '{name}'", $"did you mean {near}?")
        : hint is not null ? new InputException($"there is no {what} '{name}'", hint)
        : new InputException($"there is no {what} '{name}'; expected one of {string.Join(", ", known)}");
}
