using Checker.Properties;
using Checker.Tests.Platforms;
using Iced.Intel;
using Model.Objects;
using Model.Steps;
using Model.Systems;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Properties;

/// <summary>
/// An error flag that stays clear is what was to be shown, as long as there is code that could set it.
/// </summary>
public sealed class VacuityTests
{
    private const string NoCode = "nothing that 'bad == 0' looks at ever changed, and no code could change it";

    [Fact]
    public void A_flag_that_a_body_sets_in_a_branch_it_never_takes_is_not_vacuous()
    {
        var (work, bad) = (new Word("work"), new Word("bad"));
        async Step Body()
        {
            if (await work.FetchAdd(1) == 99)
            {
                await bad.Store(1);
            }
        }

        Assert.Empty(Reasons(new SystemModel("captured").Process("cpu0", Body), bad));
    }

    [Fact]
    public void A_flag_that_no_body_names_is_vacuous_though_a_property_holds_it()
    {
        var (work, bad) = (new Word("work"), new Word("bad"));
        async Step Body() => await work.FetchAdd(1);
        var model = new SystemModel("unnamed").Process("cpu0", Body).Always("clear", states => states.Of(bad) == 0);

        Assert.Equal(
            [NoCode, NoCode.Replace("bad == 0", "clear", StringComparison.Ordinal)],
            Reasons(model, bad).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("field", true)]
    [InlineData("property", true)]
    [InlineData("list", true)]
    [InlineData("static", true)]
    [InlineData("passed on", true)]
    [InlineData("unused", false)]
    public void Fields_count_when_code_reads_them(string way, bool isNamed)
    {
        var holder = new Holder();
        var (body, bad) = holder.Ways(way);

        Assert.Equal(isNamed ? [] : [NoCode], Reasons(new SystemModel(way).Process("cpu0", body), bad));
    }

    [Fact]
    public void An_operation_that_fails_every_time_was_tried()
    {
        var bad = new Word("bad");
        var words = Enumerable.Range(0, 3).Select(number => number == 2 ? bad : new Word($"word{number}")).ToArray();
        async Step Body()
        {
            for (int i = 0; i < words.Length; i++)
            {
                await words[i].CompareExchange(7, 1);
            }
        }

        Assert.Empty(Reasons(new SystemModel("tried").Process("cpu0", Body), bad));
    }

    [Theory]
    [InlineData("stores to it in a branch", true)]
    [InlineData("stores beside it", false)]
    [InlineData("stores over its edge", true)]
    [InlineData("stores somewhere", true)]
    [InlineData("pushes", false)]
    [InlineData("loads it", false)]
    public void A_word_of_a_guest_counts_when_its_code_could_store_there(string way, bool couldBeSet)
    {
        var guest = new AssembledGuest(32, assembler => Assemble(assembler, way)) { StackSize = 256 };
        var result = Explore.Model(guest.On("hardware").Always("result1 == 0").Goal("cell == 1")).Exhaustively();

        Assert.Equal(couldBeSet ? Verdict.Holds : Verdict.Vacuous, result.Verdict);
        Assert.Equal(couldBeSet ? 0 : 1, result.VacuousBecause.Count);
    }

    private static void Assemble(Assembler assembler, string way)
    {
        var end = assembler.CreateLabel();
        assembler.mov(__dword_ptr[AssembledGuest.Cell], 1);
        assembler.mov(eax, __dword_ptr[AssembledGuest.Cell]);
        assembler.cmp(eax, 5);
        assembler.jne(end);
        switch (way)
        {
            case "stores to it in a branch":
                assembler.mov(__dword_ptr[AssembledGuest.Result1], 1);
                break;
            case "stores beside it":
                assembler.mov(__dword_ptr[AssembledGuest.Result0], 1);
                break;
            case "stores over its edge":
                assembler.mov(__word_ptr[AssembledGuest.Result1 - 1], 1);
                break;
            case "stores somewhere":
                assembler.mov(__dword_ptr[eax + 4], 1);
                break;
            case "pushes":
                assembler.push(eax);
                assembler.mov(__dword_ptr[esp + 4], 1);
                break;
            default:
                assembler.mov(eax, __dword_ptr[AssembledGuest.Result1]);
                break;
        }

        assembler.Label(ref end);
        assembler.nop();
    }

    private static IReadOnlyList<string> Reasons(SystemModel model, Word bad)
    {
        var result = Explore.Model(model.Observe(bad).Always("bad == 0")).Exhaustively();

        Assert.Equal(result.VacuousBecause.Count == 0 ? Verdict.Holds : Verdict.Vacuous, result.Verdict);
        return result.VacuousBecause;
    }

    private sealed class Holder
    {
        private static readonly Word _flag = new("bad");
        private readonly Word _work = new("work");
        private readonly Word _field = new("bad");
        private readonly Word _unused = new("bad");
        private readonly List<Word> _list = [new("bad")];

        private Word Property { get; } = new("bad");

        public (Func<Step> Body, Word Bad) Ways(string way) =>
            way switch
            {
                "field" => (Field, _field),
                "property" => (FromProperty, Property),
                "list" => (FromList, _list[0]),
                "static" => (Static, _flag),
                "passed on" => (() => Pass(_field), _field),
                _ => (Field, _unused),
            };

        private static async Step Set(Word flag, Word work)
        {
            if (await work.FetchAdd(1) == 99)
            {
                await flag.Store(1);
            }
        }

        private async Step Field()
        {
            if (await _work.FetchAdd(1) == 99)
            {
                await _field.Store(1);
            }
        }

        private async Step FromProperty()
        {
            if (await _work.FetchAdd(1) == 99)
            {
                await Property.Store(1);
            }
        }

        private async Step FromList()
        {
            if (await _work.FetchAdd(1) == 99)
            {
                await _list[0].Store(1);
            }
        }

        private async Step Static()
        {
            if (await _work.FetchAdd(1) == 99)
            {
                await _flag.Store(1);
            }
        }

        private Step Pass(Word flag) => Set(flag, _work);
    }
}
