using System.Reflection;
using Model.Catalogue;
using Model.Litmus;
using Model.Platforms;
using Model.Systems;

namespace Model.Scenarios;

/// <summary>
/// One of the litmus tests that come with the checker: does it end on a platform as it may end on the hardware?
/// </summary>
public sealed class LitmusScenario : Scenario
{
    private const string Prefix = "litmus/";

    private readonly Lazy<LitmusProgram> _program;

    private LitmusScenario(string name)
    {
        Name = name;
        _program = new Lazy<LitmusProgram>(() => new LitmusProgram(LitmusTest.Parse(Text(name), $"{name}.litmus")));
    }

    /// <summary>All of them, in ordinal order of their names.</summary>
    public static IReadOnlyList<LitmusScenario> All { get; } =
    [
        .. Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new LitmusScenario(name)),
    ];

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Summary => $"the litmus test {_program.Value.Test.Name}";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    public override IReadOnlyList<PlatformDescription> Platforms => PlatformCatalogue.All;

    /// <inheritdoc/>
    public override IReadOnlyList<MatrixRow> Matrix => [];

    /// <inheritdoc/>
    public override SystemModel Build(PlatformDescription platform, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(settings);
        var hardware = PlatformCatalogue.Hardware;
        var (model, note) = _program.Value.On(platform, settings);
        var (reference, referenceNote) = _program.Value.On(
            hardware,
            new Settings(hardware.Parameters, PlatformCatalogue.ProcessorOf(settings))
        );
        return model.Refines(reference, states => Format(note(states)), states => Format(referenceNote(states)));
    }

    private string Format(string note) =>
        LitmusOutcome.Read(_program.Value, note)?.Format(_program.Value.Observed) ?? note;

    private static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
