using Checker.Cli;
using Checker.Tests.Cli;
using Checker.Tests.Platforms;
using Model.Input;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>A CPU without a stack that uses one is told of, with what to type.</summary>
public sealed class MissingStackTests : IDisposable
{
    // call 0x1010; mov dword [0x4000],1; hlt; ret
    private const string Call = "e80b000000 c7050040000001000000 f4 c3";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("push", "push eax")]
    [InlineData("pop", "pop eax")]
    [InlineData("ret", "ret")]
    [InlineData("leave", "leave")]
    [InlineData("pushf", "pushfd")]
    [InlineData("frame", "mov dword ptr [esp+0xc],1")]
    [InlineData("argument", "mov eax,[esp+4]")]
    [InlineData("fence", "lock or dword ptr [esp],0")]
    public void Whatever_uses_a_stack_is_refused(string what, string text)
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                Action use = what switch
                {
                    "push" => () => cpu.push(eax),
                    "pop" => () => cpu.pop(eax),
                    "ret" => cpu.ret,
                    "leave" => cpu.leave,
                    "pushf" => cpu.pushfd,
                    "frame" => () =>
                    {
                        cpu.sub(esp, 0x10);
                        cpu.mov(__dword_ptr[esp + 0xc], 1);
                    }
                    ,
                    "argument" => () => cpu.mov(eax, __dword_ptr[esp + 4]),
                    _ => () => cpu.@lock.or(__dword_ptr[esp], 0),
                };
                use();
            }
        );

        var refusal = Assert.ThrowsAny<InputException>(() => Explore.Model(guest.On("hardware")).Exhaustively());

        Assert.Equal(
            $"cpu0 uses a stack at 0x{(what == "frame" ? 0x1003 : 0x1000):x} ({text}), and has none",
            refusal.Message
        );
    }

    [Fact]
    public void A_guest_may_make_its_own()
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.mov(esp, 0x8000);
                cpu.push(1);
                cpu.pop(eax);
                cpu.lea(ecx, __dword_ptr[esp - 4]);
            }
        );

        Assert.Empty(Explore.Model(guest.On("hardware")).Exhaustively().Violations);
    }

    /// <summary>The option of the command line, ready to be typed, and it helps.</summary>
    [Fact]
    public void The_command_line_names_its_option()
    {
        var (code, output, error) = Check("--cpu", "0=main:4096", "--cpu", "1=0x1000");
        Assert.Equal(
            (
                2,
                "",
                "checker: cpu1 uses a stack at 0x1000 (call main+0x10), and has none; give it one: --cpu "
                    + "1=0x1000:4096\n"
            ),
            (code, output, error)
        );

        Assert.Equal(
            "checker: cpu1 uses a stack at 0x1000 (call main+0x10), and has none; give it one: --cpu 1=main:4096\n",
            Check("--cpu", "1=main").Error
        );
        Assert.Equal(0, Check("--cpu", "0=main:4096", "--cpu", "1=main:4096").Code);
    }

    /// <summary>The place in the file, for every command that takes one.</summary>
    [Fact]
    public void A_scenario_file_is_told_where()
    {
        WriteGuest();
        string file = _folder.File("calls.yaml");
        File.WriteAllText(
            file,
            """
            name: calls
            summary: "a function is called"

            guest:
              image: guest.bin
              load: 0x1000
              symbols: guest.sym

            cpus:
              - entry: main
                count: 2

            invariants:
              - "finished(cpu0) || !finished(cpu0)"

            expected:
              - platform: hardware
                verdict: holds
            """
        );
        string told =
            $"{file}:10:12: cpu0 uses a stack at 0x1000 (call main+0x10), and has none; give it one: stack: 4096 "
            + "beside this entry";

        Assert.Equal((2, "", $"checker: {told}\n"), Run("check", file));
        Assert.Equal((2, $"checker: {told}\n"), Run("matrix", file) is var (code, _, error) ? (code, error) : default);
        Assert.Contains("cpu0 uses a stack at 0x1000", Run("ci", file).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_litmus_test_names_the_register()
    {
        string file = _folder.File("push.litmus");
        File.WriteAllText(
            file,
            "X86_64 PUSH\n{ x=0; }\n P0          ;\n pushq %rax  ;\n movl $1,(x) ;\nexists (x=1)\n"
        );

        var (code, output, error) = Run("litmus", file);

        Assert.Equal(2, code);
        Assert.Contains(
            "cpu0 uses a stack at 0x400000 (push rax), and has none; let its stack pointer point behind a location: "
                + "0:rsp=x",
            output + error,
            StringComparison.Ordinal
        );
    }

    private (int Code, string Output, string Error) Check(params string[] options)
    {
        WriteGuest();
        return Run([
            "check",
            "--guest",
            _folder.File("guest.bin"),
            "--load",
            "0x1000",
            "--symbols",
            _folder.File("guest.sym"),
            "--on",
            "hardware",
            "--goal",
            "finished(cpu1)",
            .. options,
        ]);
    }

    private void WriteGuest()
    {
        File.WriteAllBytes(
            _folder.File("guest.bin"),
            Convert.FromHexString(Call.Replace(" ", "", StringComparison.Ordinal))
        );
        File.WriteAllText(_folder.File("guest.sym"), "bits 32\nmain 0x1000\n");
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLineProgram.Run(arguments, output, error, TextReader.Null), output.ToString(), error.ToString());
    }
}
