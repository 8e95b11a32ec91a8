namespace Checker.Tests.Browser;

/// <summary>A test that needs Chromium; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Program is null)
        {
            Skip = "there is no Chromium here: tests/browser/install-tools installs it, or CHROMIUM names one";
        }
    }
}
