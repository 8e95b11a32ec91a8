using System.Runtime.CompilerServices;

namespace Checker.Tests.Browser;

/// <summary>A test that needs Chromium; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (Chromium.Program is null)
        {
            Skip = "there is no Chromium here: tests/browser/install-tools installs it, or CHROMIUM names one";
        }
    }
}
