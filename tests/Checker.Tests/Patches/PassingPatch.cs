using System.Reflection;
using System.Reflection.Emit;
using Model.Catalogue;
using Model.Steps;

namespace Checker.Tests.Patches;

/// <summary>
/// A class, made at run time in an assembly of its own, that derives from some logic; each step that it overrides calls
/// the base.
/// </summary>
internal static class PassingPatch
{
    public static Patch Of(Type logic, bool overrides)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(
            new AssemblyName("passing"),
            AssemblyBuilderAccess.RunAndCollect
        );
        var type = assembly
            .DefineDynamicModule("passing")
            .DefineType("Passing", TypeAttributes.Public | TypeAttributes.Sealed, logic);
        var constructor = logic.GetConstructors().Single();
        var types = TypesOf(constructor);
        Pass(
            type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, types).GetILGenerator(),
            types.Length,
            constructor
        );
        foreach (
            var step in OverridableStep.Of(logic).Where(step => overrides && !step.Method.IsGenericMethodDefinition)
        )
        {
            var method = type.DefineMethod(
                step.Method.Name,
                (step.Method.Attributes & MethodAttributes.MemberAccessMask)
                    | MethodAttributes.Virtual
                    | MethodAttributes.HideBySig,
                step.Method.ReturnType,
                TypesOf(step.Method)
            );
            Pass(method.GetILGenerator(), step.Method.GetParameters().Length, step.Method);
        }

        return new Patch(type.CreateType(), "passing");
    }

    private static Type[] TypesOf(MethodBase method) =>
        [.. method.GetParameters().Select(parameter => parameter.ParameterType)];

    private static void Pass(ILGenerator code, int parameters, MethodBase target)
    {
        for (int i = 0; i <= parameters; i++)
        {
            code.Emit(OpCodes.Ldarg, (short)i);
        }

        if (target is ConstructorInfo constructor)
        {
            code.Emit(OpCodes.Call, constructor);
        }
        else
        {
            code.Emit(OpCodes.Call, (MethodInfo)target);
        }

        code.Emit(OpCodes.Ret);
    }
}
