using Checker.Exploration;
using Checker.Replay;
using Checker.Reports.Html;
using Checker.Tests.Scenarios;
using Checker.Traces;
using Model.Objects;

namespace Checker.Tests.Browser;

/// <summary>Pages made by hand, and what is asked of every page.</summary>
internal static class Pages
{
    /// <summary>What a guest's symbols and properties may be called.</summary>
    public const string Odd = "é </script><script>window.stolen = 1</script> <!--data--> \"'& ]]> \u2028 {0}";

    /// <summary>
    /// The texts with less contrast than 4.5 to 1 (WCAG 2.1, 1.4.3), as far as backgrounds are plain.
    /// </summary>
    public const string LowContrast = """
        (() => {
          const rgb = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
          const channel = value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
          const light = c => 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b);
          const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.a === 1) return c; } return rgb('rgb(255,255,255)'); };
          return [...document.querySelectorAll('body *')]
            .filter(e => e.offsetHeight > 0 && !e.disabled && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
            .map(e => { const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x); return [(a + 0.05) / (b + 0.05), e]; })
            .filter(([ratio]) => ratio < 4.5)
            .map(([ratio, e]) => `${ratio.toFixed(2)} ${e.outerHTML.slice(0, 80)}`).slice(0, 5).join('\n');
        })()
        """;

    /// <summary>A trace with repeats and with odd names.</summary>
    public static string Spinning()
    {
        var told = Told.Spinning();
        var trace = told with
        {
            Kind = ViolationKind.Invariant,
            Property = Odd,
            Steps = [.. told.Steps.Select(step => step.Text.Length > 0 ? step with { Text = Odd } : step)],
        };
        var subject = new TraceSubject("odd", Odd, new Dictionary<string, string> { ["name"] = Odd }, [], [], null);
        return TracePage.Of(new TraceFile(1, subject, "0", trace), StatesOf(trace), []);
    }

    /// <summary>Traces made by hand have one cell; here it does not matter what it holds.</summary>
    public static Execution StatesOf(Trace trace) =>
        new(
            trace,
            [.. new Word("cell").Parts],
            [
                .. Enumerable
                    .Range(0, trace.Steps.Count + 1)
                    .Select(number => new ExecutionState([(ulong)Math.Min(number, 1)], trace.Endings)),
            ]
        );
}
