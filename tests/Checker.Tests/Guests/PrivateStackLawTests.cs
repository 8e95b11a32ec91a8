using System.Globalization;
using Checker.Tests.Platforms;

namespace Checker.Tests.Guests;

/// <summary>
/// Private stacks only save states: random guests end in the same ways when their stacks are ordinary shared memory.
/// </summary>
public sealed class PrivateStackLawTests
{
    private const int Guests = 25;

    public static TheoryData<int, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string, string>();
            foreach (int bits in new[] { 32, 64 })
            {
                cases.Add(bits, "hardware", "");
                cases.Add(bits, "hardware", "memory=sc");
                cases.Add(bits, "kvm", "region=ram");
                cases.Add(bits, "kvm", "region=mmio");
                cases.Add(bits, "xen", "region=mmio");
                cases.Add(bits, "tcg", "");
                cases.Add(bits, "virtualbox", "");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_guest_ends_with_private_stacks_as_with_shared_ones(int bits, string platform, string settings)
    {
        for (ulong seed = 0; seed < Guests; seed++)
        {
            var own = Run(seed, shares: false);
            var shared = Run(seed, shares: true);
            Assert.NotEmpty(shared.Ends);
            Assert.True(
                own.Ends.SequenceEqual(shared.Ends) && own.Verdict == shared.Verdict,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"seed {seed}: private "
                        + $"{own.Verdict} {string.Join(' ', own.Ends)}; shared {shared.Verdict} "
                        + $"{string.Join(' ', shared.Ends)}"
                )
            );
        }

        (string Verdict, IReadOnlyList<string> Ends) Run(ulong seed, bool shares)
        {
            var model = new AssembledGuest(
                bits,
                code => RandomStackCode.Write(code, 2 * seed, (int)AssembledGuest.Result0),
                code => RandomStackCode.Write(code, (2 * seed) + 1, (int)AssembledGuest.Result1)
            )
            {
                StackSize = 0x100,
                SharesStacks = shares,
            }.On(platform, settings);
            string[] names = ["cell", "plain", "result0", "result1"];
            var values = names.Select(name => model.Names!.Value(name)!).ToList();
            var exploration = Explore.Model(model) with
            {
                FinalLook = states => string.Join('.', values.Select(value => value(states))),
            };
            var result = exploration.Exhaustively();
            return (result.Verdict.ToString(), [.. result.FinalStates.Select(end => end.Text)]);
        }
    }
}
