using System.Globalization;
using Checker.Cli;
using Checker.Tests.Architecture;
using Checker.Tests.Cli;

namespace Checker.Tests.Browser;

/// <summary>The page of a trace in a real browser.</summary>
public sealed class TracePageBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Where = "document.getElementById('where').textContent";

    private const string IsInView =
        "(([row, pane]) => row.top >= pane.top - 1 && row.bottom <= pane.bottom + "
        + "1)([document.querySelector('#listing .now'), document.querySelector('.code')].map(e => "
        + "e.getBoundingClientRect()))";

    [BrowserFact]
    public async Task Keys_step_through_the_trace()
    {
        using var folder = new TemporaryFolder();
        using var page = await Open(folder, "lhv-xchg-kvm-mmio-coalesced-invariant");

        Assert.Equal("step 40 of 40, cpu2 store buffer", await page.Value(Where));
        await page.Press("Home");
        Assert.Equal("before step 1 of 40", await page.Value(Where));
        Assert.Equal("0", await page.Value("document.querySelectorAll('#objects .changed').length"));
        await page.Press("ArrowRight");
        await page.Press("ArrowDown");
        Assert.Equal("step 2 of 40, cpu0", await page.Value(Where));
        Assert.Equal("ring", await Changed(page, "th"));
        Assert.Equal("[0xb8000 <- 0]", await Changed(page, "td"));
        Assert.Equal("0x100009", await page.Value("document.querySelector('#listing .now').dataset.address"));
        Assert.Contains(
            "▶ cpu0",
            await page.Value("document.querySelector('#listing .now').textContent"),
            StringComparison.Ordinal
        );
        Assert.Equal("true", await page.Value(IsInView));
        Assert.InRange(
            int.Parse(await page.Value("document.querySelector('.code').clientHeight"), CultureInfo.InvariantCulture),
            200,
            1000
        );
        await page.Press("n");
        Assert.Equal("step 5 of 40, cpu0 store buffer", await page.Value(Where));
        await page.Press("n");
        await page.Press("p");
        Assert.Equal("step 5 of 40, cpu0 store buffer", await page.Value(Where));
        await page.Press("ArrowLeft");
        Assert.Equal("step 4 of 40, cpu0", await page.Value(Where));
        Assert.Equal("step4", await page.Value("[...document.querySelectorAll('#chart .now')].map(row => row.id)"));
        await page.Click("#step37 .number");
        Assert.Equal("0x10011f", await page.Value("document.querySelector('#listing .now').dataset.address"));
        Assert.Equal("true", await page.Value(IsInView));
        await page.Press("End");
        Assert.Equal("step 40 of 40, cpu2 store buffer", await page.Value(Where));
    }

    [BrowserFact]
    public async Task The_slider_buttons_and_rows_step_too()
    {
        using var folder = new TemporaryFolder();
        using var page = await Open(folder, "lhv-xchg-kvm-F3-on-deadlock");

        await page.Click("[data-go=first]");
        Assert.Equal("before step 1 of 17", await page.Value(Where));
        await page.Click("[data-go=on]");
        Assert.Equal("step 1 of 17, cpu0", await page.Value(Where));
        await page.Click("#step6 .number");
        Assert.StartsWith("step 6 of 17", await page.Value(Where), StringComparison.Ordinal);
        await page.Value(
            "(s => { s.value = 3; s.dispatchEvent(new Event('input')); })(document.getElementById('slider'))"
        );
        Assert.StartsWith("step 3 of 17", await page.Value(Where), StringComparison.Ordinal);
        await page.Press(" ");
        Assert.Equal("true", await page.Value("document.querySelector('[data-go=play]').getAttribute('aria-pressed')"));

        // A slow machine may look only after some more steps.
        await page.Until($"Number({Where}.split(' ')[1]) >= 5");
        await page.Press(" ");
        Assert.Equal(
            "false",
            await page.Value("document.querySelector('[data-go=play]').getAttribute('aria-pressed')")
        );
    }

    [BrowserFact]
    public async Task Repeats_are_folded_until_asked_for()
    {
        using var folder = new TemporaryFolder();
        using var page = await Open(folder, WriteSpinning(folder));

        Assert.Equal(
            "true",
            await page.Value("[...document.querySelectorAll('#chart .repeat')].every(row => row.hidden)")
        );
        await page.Press("Home");
        for (int i = 0; i < 4; i++)
        {
            await page.Press("ArrowRight");
        }

        Assert.StartsWith("step 22 of", await page.Value(Where), StringComparison.Ordinal);
        await page.Click("#chart .fold button");
        Assert.Equal(
            "true",
            await page.Value("document.querySelector('#chart .fold button').getAttribute('aria-expanded')")
        );
        Assert.Equal(
            "18",
            await page.Value(
                "[...document.querySelectorAll('#chart .repeat[data-fold=\"1\"]')].filter(row => row.offsetHeight > "
                    + "0).length"
            )
        );
        await page.Press("ArrowLeft");
        Assert.StartsWith("step 21 of", await page.Value(Where), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Nothing_is_fetched_and_nothing_runs_from_the_data()
    {
        using var folder = new TemporaryFolder();
        using var page = await Open(folder, WriteSpinning(folder));

        Assert.Single(page.Requests);
        Assert.Equal("undefined", await page.Value("typeof window.stolen"));
        Assert.Contains(
            Pages.Odd,
            await page.Value("document.querySelector('h1').textContent"),
            StringComparison.Ordinal
        );
    }

    [BrowserFact]
    public async Task Without_script_and_on_paper_every_step_is_there()
    {
        using var folder = new TemporaryFolder();
        using var page = await Open(folder, WriteSpinning(folder));
        await page.Media("print", "light");

        Assert.Equal(
            "true",
            await page.Value("[...document.querySelectorAll('#chart .step')].every(row => row.offsetHeight > 0)")
        );
        Assert.Equal("none", await page.Value("getComputedStyle(document.querySelector('.toolbar')).display"));
        Assert.True((await page.Printed()).Length > 10_000);
        await page.Media("", "light");
        await page.WithoutScript();
        await page.Call("Page.reload");
        await Task.Delay(500);

        string visible = await page.Value(
            "[...document.querySelectorAll('#chart .step')].filter(row => row.offsetHeight > 0).length"
        );
        Assert.Equal(await page.Value("document.querySelectorAll('#chart .step').length"), visible);
        Assert.Equal("none", await page.Value("getComputedStyle(document.querySelector('.toolbar')).display"));
    }

    [BrowserFact]
    public async Task It_can_be_read_by_everybody()
    {
        using var folder = new TemporaryFolder();
        using var page = await Open(folder, "lhv-xchg-kvm-mmio-coalesced-stuck");

        foreach (string scheme in new[] { "light", "dark" })
        {
            await page.Media("", scheme);
            Assert.Equal("", await page.Value(Pages.LowContrast));
        }

        Assert.Equal(
            "",
            await page.Value(
                "[...document.querySelectorAll('button, input')].filter(e => !e.textContent.trim() && "
                    + "!e.getAttribute('aria-label')).map(e => e.outerHTML)"
            )
        );
        Assert.Equal("en", await page.Value("document.documentElement.lang"));
        await page.Press("Tab");
        await page.Press("Tab");
        Assert.NotEqual("none", await page.Value("getComputedStyle(document.activeElement).outlineStyle"));
    }

    [BrowserFact]
    public async Task Pictures()
    {
        using var folder = new TemporaryFolder();
        foreach (
            string trace in new[]
            {
                "lhv-xchg-kvm-mmio-coalesced-invariant",
                "lhv-xchg-kvm-mmio-coalesced-stuck",
                "lhv-xchg-kvm-F3-on-deadlock",
                "memslot-update-original-lock-invariant",
                "xmhf-lapic-emulated-lapic-invariant",
            }
        )
        {
            using var page = await Open(folder, trace);
            await page.Picture($"{trace}-wide");
            await page.Press("Home");
            await page.Press("n");
            await page.Press("n");
            await page.Value("document.querySelector('.workspace').scrollIntoView()");
            await page.Picture($"{trace}-step");
            foreach (var (name, width, height) in new[] { ("laptop", 1280, 720), ("narrow", 480, 900) })
            {
                await page.Resize(width, height);
                await page.Picture($"{trace}-{name}");
            }

            await page.Resize(1440, 900);
            await page.Media("", "dark");
            await page.Picture($"{trace}-dark");
            Assert.Equal("0", await page.Value("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        }
    }

    private static string WriteSpinning(TemporaryFolder folder)
    {
        string file = folder.File("spinning.html");
        File.WriteAllText(file, Pages.Spinning());
        return file;
    }

    private async Task<BrowserPage> Open(TemporaryFolder folder, string trace)
    {
        string file = trace;
        if (!Path.IsPathRooted(trace))
        {
            file = folder.File(trace + ".html");
            string source = Path.Combine(Repository.Root, "traces", trace + ".json");
            using var errors = new StringWriter(CultureInfo.InvariantCulture);
            Assert.True(
                CommandLineProgram.Run(["replay", source, "--html", file], TextWriter.Null, errors, TextReader.Null)
                    == 0,
                errors.ToString()
            );
        }

        return await chromium.Open(new Uri(file).AbsoluteUri);
    }

    private static Task<string> Changed(BrowserPage page, string cell) =>
        page.Value($"document.querySelector('#objects .changed {cell}').textContent");
}
