using System.CommandLine;
using System.Text;
using Checker.Files;
using Checker.Patches;
using Checker.Reports;
using Checker.Targets;
using Model.Input;
using Model.Steps;

namespace Checker.Cli;

/// <summary><c>checker new patch</c>.</summary>
internal sealed class NewCommand
{
    private const string Details = """
        Examples:
          checker new patch --base kvm my-fix
          checker new patch --base memslot-update/original my-fix
        """;

    private readonly Session _session;
    private readonly Argument<string> _name = new("NAME") { Description = "writes NAME.cs" };
    private readonly Option<string> _base = new("--base")
    {
        HelpName = "NAME",
        Description = "a platform, a scenario, or SCENARIO/VARIANT",
        Required = true,
    };
    private readonly Option<bool> _force = new("--force") { Description = "write over a file that is there" };

    private NewCommand(Session session) => _session = session;

    public static Command Create(Session session)
    {
        var command = new DocumentedCommand("new", "Writes files to start from.", Details);
        command.Add(new NewCommand(session).CreatePatch());
        return command;
    }

    private Command CreatePatch()
    {
        var command = new DocumentedCommand(
            "patch",
            "Writes a patch file that overrides every step of its base and changes nothing yet.",
            Details
        )
        {
            _name,
            _base,
            _force,
        };
        command.SetAction(parsed => (int)WritePatch(parsed));
        return command;
    }

    private ExitCode WritePatch(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(_name);
        string path = name.EndsWith(".cs", StringComparison.Ordinal) ? name : $"{name}.cs";
        var start = PatchBase.Named(parsed.GetRequiredValue(_base), _session.Catalogue);
        if (File.Exists(path) && !parsed.GetValue(_force))
        {
            throw new InputException("is there already", "take another name, or write over it with --force")
            {
                File = path,
            };
        }

        AtomicFile.Write(path, PatchTemplate.Of(start, ClassName(path)));
        int steps = OverridableStep.Of(start.Logic).Count;
        _session.Streams.Output.WriteLine(
            $"{path}: {Labels.Count(steps, "step")} of {start.Name} ({start.Logic.Name}) to override; change some, "
                + $"then run checker validate {path}"
        );
        return ExitCode.Holds;
    }

    // my-fix.cs has the class MyFix.
    private static string ClassName(string path)
    {
        var name = new StringBuilder();
        bool startsWord = true;
        foreach (char letter in Path.GetFileNameWithoutExtension(path))
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter == '_')
            {
                name.Append(startsWord ? char.ToUpperInvariant(letter) : letter);
                startsWord = false;
            }
            else
            {
                startsWord = true;
            }
        }

        return name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_')
            ? name.ToString()
            : throw new InputException(
                $"no class can be called after '{path}'",
                "take a name that begins with a letter"
            );
    }
}
