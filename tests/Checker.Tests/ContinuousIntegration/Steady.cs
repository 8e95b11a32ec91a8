using System.Text.RegularExpressions;

namespace Checker.Tests.ContinuousIntegration;

/// <summary>Takes the times out of reports, the only thing that differs from run to run.</summary>
internal static partial class Steady
{
    public static string Times(string text) => Seconds().Replace(text, "T");

    [GeneratedRegex(
        @"(?<=states?, )\d+\.\d+(?= s\))|(?<=; )\d+\.\d+(?= s\n)|(?<=time="")\d+\.\d+|(?<="" ?seconds"": )[\d.]+|(?<=\| )\d+\.\d\d(?= \|\n)|(?<=""seconds"": )[\d.]+"
    )]
    private static partial Regex Seconds();
}
