using Checker.Tests.Explorer;

namespace Checker.Tests.Browser;

/// <summary>The explorer's page in a real browser.</summary>
public sealed class ExplorerBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Where = "document.getElementById('where').textContent";

    private static readonly Dictionary<string, string> _mmio = new() { ["region"] = "mmio-coalesced" };

    [BrowserFact]
    public async Task Clicks_and_keys_walk()
    {
        using var explorer = new RunningExplorer("lhv-xchg", "kvm", _mmio);
        using var page = await chromium.Open(explorer.Address.ToString());
        await page.Until($"{Where} === '0 steps'");

        await page.Click("#steps .take[data-path='0']");
        await page.Until($"{Where} === '1 step'");
        await page.Press("1");
        await page.Until($"{Where} === '2 steps'");
        Assert.Equal(
            "[0xb8000 <- 0]",
            await page.Value(
                "[...document.querySelectorAll('#objects .changed')].find(row => "
                    + "row.textContent.includes('ring')).lastElementChild.textContent"
            )
        );
        Assert.Equal(
            "cpu0",
            await page.Value("document.querySelector('#listing [data-address=\"0x100013\"] td').textContent")
        );
        await page.Picture("explore-two-steps");
        await page.Value("history.back()");
        await page.Until($"{Where} === '1 step'");
        await page.Press("r");
        await page.Until($"{Where} === '4 steps'");
        await page.Click("#step2 .number");
        await page.Until($"{Where} === '2 steps'");
        await page.Click("[data-do=back]");
        await page.Until($"{Where} === '1 step'");
        await page.Press("Home");
        await page.Until($"{Where} === '0 steps'");
        Assert.All(
            page.Requests,
            request => Assert.StartsWith(explorer.Address.ToString(), request, StringComparison.Ordinal)
        );
    }

    [BrowserFact]
    public async Task A_violation_is_found_jumped_to_and_saved()
    {
        using var explorer = new RunningExplorer("lhv-xchg", "kvm", _mmio);
        using var page = await chromium.Open(explorer.Address.ToString());
        await page.Until($"{Where} === '0 steps'");

        await page.Click("[data-do=nearest]");
        await page.Until($"{Where} === '40 steps'");

        Assert.Contains(
            "fails here",
            await page.Value("document.getElementById('banner').textContent"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "violated",
            await page.Value("document.getElementById('found').textContent"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"kind\": \"invariant\"",
            await page.Value("fetch(document.getElementById('trace').href).then(answer => answer.text())"),
            StringComparison.Ordinal
        );
        await page.Picture("explore-violation");
        await page.Media("", "dark");
        Assert.Equal("", await page.Value(Pages.LowContrast));
        await page.Picture("explore-violation-dark");
        await page.Media("", "light");
        Assert.Equal("", await page.Value(Pages.LowContrast));
        await page.Resize(700, 900);
        await page.Picture("explore-narrow");
    }
}
