using Checker.Automata;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker.Patches;

/// <summary>
/// Builds and explores models with a patch in them: whatever goes wrong in the patch ends as a line about the patch
/// file, or as bounded.
/// </summary>
/// <param name="patch">The patch.</param>
internal sealed class PatchedExploration(LoadedPatch patch)
{
    /// <summary>Builds a model.</summary>
    /// <exception cref="InputException">The patch's code fails, or the parts do not go together.</exception>
    public SystemModel Build(Func<SystemModel> build)
    {
        StatementProbe.BeginStep();
        try
        {
            return build();
        }
        catch (ModelException exception)
        {
            exception.Reached ??= StatementProbe.Last;
            throw patch.Fault(exception);
        }
        catch (Exception exception) when (exception is not (InputException or OutOfMemoryException))
        {
            throw patch.Fault(
                new ModelException(
                    $"the patch throws {exception.GetType().Name} where the model is built: {exception.Message}"
                )
                {
                    Reached = StatementProbe.Last,
                }
            );
        }
    }

    /// <summary>Explores a model.</summary>
    /// <exception cref="InputException">The patch breaks a rule of sound exploration.</exception>
    public ExplorationResult Explore(SystemModel model, Func<ExplorationResult> explore)
    {
        try
        {
            var result = explore();
            return result.StoppedBy is { } stopped
                ? result with
                {
                    StoppedBy = patch.Describe(stopped, result.Growth),
                }
                : result;
        }
        catch (Exception exception) when (exception is EndlessStepException or UnboundedLocalsException)
        {
            return ExplorationResult.Unstarted(model.Name, patch.Describe(exception.Message, Growth.In(exception)));
        }
        catch (ModelException exception)
        {
            throw patch.Fault(exception);
        }
    }
}
