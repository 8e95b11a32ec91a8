using Checker.Tests.Objects.Kernel;
using Model.Objects;
using Model.Steps;

namespace Checker.Tests.Objects;

public sealed class MailboxTests
{
    [Fact]
    public void Messages_are_received_in_the_order_in_which_they_were_sent()
    {
        var mailbox = new Mailbox<int>("mailbox");
        async Step Send()
        {
            await mailbox.Send(1);
            await mailbox.Send(2);
            await mailbox.Send(3);
        }

        async Step Receive()
        {
            for (int expected = 1; expected <= 3; expected++)
            {
                Claim.That(await mailbox.Receive() == expected, "the oldest comes first");
            }
        }

        Assert.Equal(["holds"], Kernels.Judge(Send, Receive));
    }

    [Theory]
    [InlineData(1, "deadlock: deadlock")]
    [InlineData(2, "holds")]
    public void Sending_to_a_full_mailbox_blocks(int capacity, string verdict)
    {
        var mailbox = new Mailbox<int>("mailbox", capacity);
        async Step Send()
        {
            await mailbox.Send(1);
            await mailbox.Send(2);
        }

        Assert.Equal([verdict], Kernels.Judge(Send));
    }

    [Fact]
    public void Receiving_from_an_empty_mailbox_blocks()
    {
        var mailbox = new Mailbox<int>("mailbox");

        Assert.Equal(["deadlock: deadlock"], Kernels.Judge(async () => await mailbox.Receive()));
    }
}
