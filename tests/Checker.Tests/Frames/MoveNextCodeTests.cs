extern alias optimised;
extern alias unoptimised;
using System.Reflection;
using Checker.Automata.Frames;
using Model.Steps;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Checker.Tests.Frames;

/// <summary>The analysis understands the code of every Step method that this compiler has made.</summary>
public sealed class MoveNextCodeTests
{
    public static TheoryData<string> Files =>
        [
            typeof(Step).Assembly.Location,
            typeof(optimised::Models.Published).Assembly.Location,
            typeof(unoptimised::Models.Published).Assembly.Location,
            Assembly.GetExecutingAssembly().Location,
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_suspension_goes_on_at_a_place_of_its_own(string file)
    {
        var machines = StepMethods(file);

        Assert.NotEmpty(machines);
        Assert.All(
            machines,
            machine =>
            {
                var code = new MoveNextCode(machine.Methods.Single(method => method.Name == "MoveNext").Body);
                int awaits = code.Instructions.Count(instruction =>
                    instruction.Operand is MethodReference { Name: "AwaitUnsafeOnCompleted" }
                );
                Assert.Equal(Enumerable.Range(0, awaits), code.ResumePoints.Keys);
                Assert.Equal(
                    awaits,
                    code.ResumePoints.Values.Select(resumption => resumption.Target).Distinct().Count()
                );
            }
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Where_a_method_goes_on_it_takes_its_awaiter(string file) =>
        Assert.All(
            StepMethods(file),
            machine =>
            {
                var code = new MoveNextCode(machine.Methods.Single(method => method.Name == "MoveNext").Body);
                Assert.All(
                    code.ResumePoints.Values,
                    resumption =>
                        Assert.Contains(
                            code.Instructions.Skip(resumption.Target).Take(3),
                            instruction =>
                                instruction.Operand is FieldReference field
                                && field.Name.StartsWith("<>u__", StringComparison.Ordinal)
                        )
                );
            }
        );

    private static TypeDefinition[] StepMethods(string file) =>
        [
            .. ModuleDefinition
                .ReadModule(file)
                .GetAllTypes()
                .Where(type =>
                    type.Interfaces.Any(implemented => implemented.InterfaceType.Name == "IAsyncStateMachine")
                )
                .Where(type =>
                    type.Fields.Any(field =>
                        field.FieldType.GetElementType().Name.StartsWith("StepBuilder", StringComparison.Ordinal)
                    )
                ),
        ];
}
