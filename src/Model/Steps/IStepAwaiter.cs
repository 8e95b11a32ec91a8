namespace Model.Steps;

/// <summary>What the step builders accept after <c>await</c>: an operation or another step.</summary>
internal interface IStepAwaiter
{
    /// <summary>Tells the running context what is being waited for.</summary>
    void Suspend(StepContext context);
}
