using Checker.Exploration;
using Checker.Tests.Platforms;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>
/// Random code of one CPU that works on its own stack between accesses to shared words; the same seed writes the same
/// code.
/// </summary>
internal sealed class RandomStackCode
{
    private const int Plain = 0x4000;

    private readonly Assembler _code;
    private readonly int _result;
    private SplitMix _generator;
    private int _depth;

    private RandomStackCode(Assembler code, ulong seed, int result)
    {
        _code = code;
        _result = result;
        _generator = new SplitMix(seed);
    }

    private int Slot => _code.Bitness / 8;

    /// <summary>Writes the code of a CPU.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="seed">Decides what is written.</param>
    /// <param name="result">A word for what the CPU has seen.</param>
    public static void Write(Assembler code, ulong seed, int result) => new RandomStackCode(code, seed, result).Run();

    private void Run()
    {
        _code.mov(ebx, _result & 0xf);
        Push();
        for (int i = 0; i < 4; i++)
        {
            Touch();
            Work();
        }

        // What was seen, and what is left on the stack.
        while (_depth > 0)
        {
            Pop();
            _code.lea(ebx, __[ebx + eax + 1]);
        }

        _code.mov(__dword_ptr[_result], ebx);
    }

    // One shared word lies in the platform's region, the other is plain memory.
    private void Touch()
    {
        int word = _generator.Below(2) == 0 ? Plain : (int)AssembledGuest.Cell;
        if (_generator.Below(2) == 0)
        {
            _code.mov(__dword_ptr[word], 1 + _generator.Below(2));
        }
        else
        {
            _code.mov(eax, __dword_ptr[word]);
            _code.lea(ebx, __[eax + (ebx * 4)]);
        }
    }

    private void Work()
    {
        switch (_generator.Below(14))
        {
            case 0:
                Push();
                break;
            case 1 when _depth > 1:
                Pop();
                break;
            case 2:
                _code.@lock.or(Top(), 0);
                break;
            case 3:
                _code.@lock.add(Top(), _generator.Below(3));
                break;
            case 4:
                _code.xchg(Top(), ebx);
                break;
            case 5:
                _code.@lock.xadd(Top(), ebx);
                break;
            case 6:
                _code.xor(eax, eax);
                _code.@lock.cmpxchg(Top(), ebx);
                break;
            case 7:
                Below();
                break;
            case 8:
                _code.add(Top(), ebx);
                break;
            case 9:
                _code.mfence();
                break;
            case 10:
                _code.@in(al, (byte)AssembledGuest.LoggedPort);
                break;
            case 11:
                Call();
                break;
            case 12:
                Skip();
                break;
            default:
                Through();
                break;
        }
    }

    // A fence that leaves no trace, as smp_mb() of Linux: below the stack pointer, in 64-bit mode within the red zone
    // or below it.
    private void Below()
    {
        int distance = _generator.Below(2) == 0 ? 4 : 0xa0;
        _code.@lock.add(_code.Bitness == 32 ? __dword_ptr[esp - distance] : __dword_ptr[rsp - distance], 0);
    }

    private void Call()
    {
        var function = _code.CreateLabel();
        var after = _code.CreateLabel();
        _code.call(function);
        _code.jmp(after);
        _code.Label(ref function);
        _code.@lock.inc(_code.Bitness == 32 ? __dword_ptr[esp + Slot] : __dword_ptr[rsp + Slot]);
        _code.ret();
        _code.Label(ref after);
    }

    // A branch that depends on the stack.
    private void Skip()
    {
        var after = _code.CreateLabel();
        _code.cmp(Top(), 1);
        _code.je(after);
        _code.@lock.or(Top(), 4);
        _code.Label(ref after);
    }

    // From a shared word to the stack and back, in one instruction each.
    private void Through()
    {
        if (_code.Bitness == 32)
        {
            _code.push(__dword_ptr[Plain]);
            _code.pop(__dword_ptr[Plain + 0x40]);
        }
        else
        {
            _code.push(__qword_ptr[Plain]);
            _code.pop(__qword_ptr[Plain + 0x40]);
        }
    }

    private void Push()
    {
        if (_code.Bitness == 32)
        {
            _code.push(ebx);
        }
        else
        {
            _code.push(rbx);
        }

        _depth++;
    }

    private void Pop()
    {
        if (_code.Bitness == 32)
        {
            _code.pop(eax);
        }
        else
        {
            _code.pop(rax);
        }

        _depth--;
    }

    private AssemblerMemoryOperand Top() => _code.Bitness == 32 ? __dword_ptr[esp] : __dword_ptr[rsp];
}
