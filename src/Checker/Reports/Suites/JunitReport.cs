using System.Globalization;
using System.Text;
using System.Xml;
using Checker.Suites;

namespace Checker.Reports.Suites;

/// <summary>
/// The results as JUnit XML: a testsuite a file, a testcase a case. What is not as expected is a failure; what could
/// not be run, or is not known for certain, an error.
/// </summary>
internal static class JunitReport
{
    private const int Width = 160;

    /// <summary>The XML text.</summary>
    public static string Of(IReadOnlyList<SuiteResult> suites)
    {
        var text = new StringBuilder();
        using (
            var writer = XmlWriter.Create(
                text,
                new XmlWriterSettings
                {
                    Indent = true,
                    NewLineChars = "\n",
                    OmitXmlDeclaration = true,
                }
            )
        )
        {
            writer.WriteStartElement("testsuites");
            writer.WriteAttributeString("name", "checker ci");
            WriteCounts(writer, [.. suites.SelectMany(suite => suite.Cases)]);
            foreach (var suite in suites)
            {
                Write(writer, suite);
            }

            writer.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}\n";
    }

    private static void Write(XmlWriter writer, SuiteResult suite)
    {
        writer.WriteStartElement("testsuite");
        writer.WriteAttributeString("name", Clean(suite.Name));
        WriteCounts(writer, suite.Cases);
        writer.WriteAttributeString("file", Clean(SourceLocator.Shown(suite.File)));
        writer.WriteStartElement("properties");
        WriteProperty(writer, "file", SourceLocator.Shown(suite.File));
        WriteProperty(writer, "states", suite.Cases.Sum(one => one.States).ToString(CultureInfo.InvariantCulture));
        writer.WriteEndElement();
        foreach (var one in suite.Cases)
        {
            Write(writer, suite, one);
        }

        writer.WriteEndElement();
    }

    private static void Write(XmlWriter writer, SuiteResult suite, CaseResult one)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("name", Clean(one.Name));
        writer.WriteAttributeString("classname", Clean(suite.Name));
        writer.WriteAttributeString("time", Seconds(one.Seconds));
        if (one.Findings.Count > 0)
        {
            // One element for all findings: many viewers read no second one.
            writer.WriteStartElement(one.Status == CaseStatus.Failed ? "failure" : "error");
            writer.WriteAttributeString("type", one.Findings[0].Rule);
            writer.WriteAttributeString(
                "message",
                Clean(one.Findings.Count == 1 ? one.Findings[0].Message : one.Message)
            );
            writer.WriteString(
                Clean(string.Join("\n", one.Findings.Select(finding => Text(suite.PlaceOf(one, finding), finding))))
            );
            writer.WriteEndElement();
        }

        if (one.Status == CaseStatus.AsExpected)
        {
            writer.WriteElementString("system-out", Clean(one.Message));
        }

        writer.WriteEndElement();
    }

    private static string Text(SourcePlace place, SuiteFinding finding)
    {
        string trace = finding.Trace is null ? "" : $"\n{TraceText.Of(finding.Trace, Width)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{SourceLocator.Shown(place.File)}:{place.Line}: {finding.Message}\n{trace}"
        );
    }

    private static void WriteCounts(XmlWriter writer, IReadOnlyList<CaseResult> cases)
    {
        int failures = cases.Count(one => one.Status == CaseStatus.Failed);
        int errors = cases.Count(one => one.Status is CaseStatus.Inconclusive or CaseStatus.BadInput);
        writer.WriteAttributeString("tests", cases.Count.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("errors", errors.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("time", Seconds(cases.Sum(one => one.Seconds)));
    }

    private static void WriteProperty(XmlWriter writer, string name, string value)
    {
        writer.WriteStartElement("property");
        writer.WriteAttributeString("name", name);
        writer.WriteAttributeString("value", Clean(value));
        writer.WriteEndElement();
    }

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    // XML has no way to write most control characters.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text, i++, 2);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '?');
            }
        }

        return clean.ToString();
    }
}
