using System.Globalization;
using System.Xml.Linq;

namespace Checker.Tests.ContinuousIntegration;

/// <summary>
/// What Jenkins' plug-ins demand of JUnit XML: the rules of junit-10.xsd, as far as elements go that are written here.
/// </summary>
internal static class JunitRules
{
    private static readonly Dictionary<string, (string[] Required, string[] Allowed, string[] Children)> _elements =
        new()
        {
            ["testsuites"] = ([], ["name", "time", "tests", "failures", "errors"], ["testsuite"]),
            ["testsuite"] = (
                ["name", "tests", "failures", "errors"],
                ["time", "skipped", "timestamp", "hostname", "id", "package", "file", "group", "log", "url", "version"],
                ["properties", "testcase", "system-out", "system-err"]
            ),
            ["properties"] = ([], [], ["property"]),
            ["property"] = (["name", "value"], [], []),
            ["testcase"] = (
                ["name"],
                ["time", "classname", "group"],
                ["skipped", "error", "failure", "system-out", "system-err"]
            ),
            ["failure"] = ([], ["type", "message"], []),
            ["error"] = ([], ["type", "message"], []),
            ["system-out"] = ([], [], []),
        };

    /// <summary>What is wrong, a line each.</summary>
    public static IReadOnlyList<string> Errors(string text)
    {
        var root = XDocument.Parse(text).Root!;
        return
        [
            .. root.DescendantsAndSelf().SelectMany(Errors),
            .. root.Name.LocalName == "testsuites" ? Array.Empty<string>() : ["the root is no testsuites"],
        ];
    }

    private static IEnumerable<string> Errors(XElement element)
    {
        string name = element.Name.ToString();
        if (!_elements.TryGetValue(name, out var rules))
        {
            return [$"{name} is not known"];
        }

        string[] attributes = [.. element.Attributes().Select(attribute => attribute.Name.ToString())];
        return
        [
            .. rules.Required.Except(attributes).Select(missing => $"{name} lacks {missing}"),
            .. attributes.Except([.. rules.Required, .. rules.Allowed]).Select(odd => $"{name} has {odd}"),
            .. element
                .Elements()
                .Select(child => child.Name.ToString())
                .Except(rules.Children)
                .Select(odd => $"{name} holds {odd}"),
            .. rules.Children.Length > 0
            && element.Nodes().OfType<XText>().Any(content => content.Value.Trim().Length > 0)
                ? new[] { $"{name} holds text" }
                : [],
            .. element.Attribute("time") is { } time
            && !double.TryParse(time.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
                ? new[] { $"{name} has no time" }
                : [],
            .. name == "testsuite" ? Counts(element) : [],
        ];
    }

    private static IEnumerable<string> Counts(XElement suite) =>
        new[]
        {
            ("tests", suite.Elements("testcase").Count()),
            ("failures", suite.Elements("testcase").Count(test => test.Element("failure") is not null)),
            ("errors", suite.Elements("testcase").Count(test => test.Element("error") is not null)),
        }
            .Where(count => (int)suite.Attribute(count.Item1)! != count.Item2)
            .Select(count => $"testsuite miscounts {count.Item1}");
}
