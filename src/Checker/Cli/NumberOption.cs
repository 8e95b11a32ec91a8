using System.CommandLine;
using System.Globalization;

namespace Checker.Cli;

/// <summary>Options that are numbers within a range.</summary>
internal static class NumberOption
{
    /// <summary>A whole number, or none when the option is not given.</summary>
    public static Option<long?> Whole(string name, string helpName, string description, long minimum, long maximum) =>
        new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (
                    long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
                    && number >= minimum
                    && number <= maximum
                )
                {
                    return number;
                }

                string range = maximum == long.MaxValue ? $"at least {minimum}" : $"in {minimum}..{maximum}";
                result.AddError($"{name} cannot be '{text}'; expected a whole number {range}");
                return null;
            },
        };

    /// <summary>A number of seconds above 0, or none when the option is not given.</summary>
    public static Option<TimeSpan?> Seconds(string name, string helpName, string description) =>
        new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (
                    double.TryParse(
                        text,
                        NumberStyles.AllowDecimalPoint,
                        CultureInfo.InvariantCulture,
                        out double seconds
                    ) && seconds is > 0 and < 1e9
                )
                {
                    return TimeSpan.FromSeconds(seconds);
                }

                result.AddError($"{name} cannot be '{text}'; expected seconds above 0, e.g. 60 or 0.5");
                return null;
            },
        };
}
