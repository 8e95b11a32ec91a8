using System.Text.RegularExpressions;
using Model.Input;
using Model.Scenarios.Guests;
using YamlDotNet.RepresentationModel;

namespace Checker.Targets.ScenarioFiles;

/// <summary>
/// Reads scenario files. Whatever is wrong with one, the error is one line that says where and what was expected.
/// </summary>
internal sealed partial class ScenarioFileReader
{
    private readonly YamlSource _source;
    private readonly GuestFiles _files;

    private ScenarioFileReader(YamlSource source, GuestFiles files)
    {
        _source = source;
        _files = files;
    }

    /// <summary>Reads the contents of a scenario file.</summary>
    /// <param name="bytes">The contents.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="files">Where the files are that it names.</param>
    /// <exception cref="InputException">They are malformed.</exception>
    public static GuestScenario Parse(byte[] bytes, string file, GuestFiles files) =>
        new ScenarioFileReader(YamlSource.Parse(bytes, file), files).Scenario();

    private GuestScenario Scenario()
    {
        var root = new YamlFields(_source, _source.Root, "a scenario", ScenarioKeys.Scenario);
        var guest = new YamlFields(_source, root.Require("guest"), "guest", ScenarioKeys.Guest);
        var memory = root.Find("memory") is { } map
            ? new YamlFields(_source, map, "memory", ScenarioKeys.Memory)
            : null;
        var definition = new GuestDefinition
        {
            File = _source.File,
            Name = Name(root),
            Summary = root.Text("summary").Text,
            Files = _files,
            Image = guest.Text("image"),
            LoadAddress = guest.OptionalText("load"),
            SymbolFile = guest.OptionalText("symbols"),
            Cpus = Cpus(root),
            Mmio = [.. (memory?.List("mmio") ?? []).Select(Range)],
            Pages = memory?.Named("pages") ?? [],
            Symbols = root.Named("symbols"),
            Ports = root.Named("ports"),
            Invariants = root.Texts("invariants"),
            Goals = root.Texts("goals"),
            Constraint = root.OptionalText("while"),
            Observed = root.Texts("observe"),
            Parameters = new ParameterReader(_source).Read(root),
        };
        return new GuestScenario(
            definition with
            {
                Matrix = new ExpectedReader(_source, new GuestScenario(definition)).Read(root),
            }
        );
    }

    private string Name(YamlFields root) =>
        root.Text("name") is var name && NameForm().IsMatch(name.Text)
            ? name.Text
            : throw _source.Wrong(
                root.Require("name"),
                $"name cannot be '{name.Text}'; expected letters, digits, -, _ and ., a letter first"
            );

    private List<CpuDefinition> Cpus(YamlFields root)
    {
        var list = root.Require("cpus");
        var cpus = root.List("cpus").Select(Cpu).ToList();
        return cpus.Count > 0 ? cpus : throw _source.Wrong(list, "the guest has no CPU");
    }

    private CpuDefinition Cpu(YamlNode node)
    {
        var fields = new YamlFields(_source, node, "a CPU", ScenarioKeys.Cpu);
        return new CpuDefinition(
            null,
            fields.OptionalText("count"),
            fields.Text("entry"),
            fields.OptionalText("stack"),
            fields.Named("registers")
        );
    }

    private RangeDefinition Range(YamlNode node)
    {
        var fields = new YamlFields(_source, node, "a range", ScenarioKeys.Range);
        return new RangeDefinition(fields.Text("start"), fields.Text("size"));
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
