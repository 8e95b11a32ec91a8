using Model.Systems;

namespace Checker.Patching;

/// <summary>A patch file is wrong in more than one place.</summary>
internal sealed class PatchErrorsException : InputException
{
    /// <param name="errors">What is wrong, at least one thing, in the order of the file.</param>
    /// <param name="more">How many further errors are left out.</param>
    public PatchErrorsException(IReadOnlyList<InputException> errors, int more)
        : base(errors[0].Message, errors[0].Hint)
    {
        Errors = errors;
        More = more;
        File = errors[0].File;
        Line = errors[0].Line;
        Column = errors[0].Column;
    }

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<InputException> Errors { get; }

    /// <summary>How many further errors are left out.</summary>
    public int More { get; }
}
