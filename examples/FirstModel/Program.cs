using Checker;
using Checker.Reports;
using Model.Objects;
using Model.Steps;
using Model.Systems;

var counter = new Word("counter");

async Step Increment()
{
    ulong seen = await counter.Load();
    await counter.Store(seen + 1);
}

var model = new SystemModel("lost update")
    .Process("left", Increment)
    .Process("right", Increment)
    .Observe(counter)
    .Always("finished(left) && finished(right) => counter == 2");

var result = Explore.Model(model).Exhaustively();
Console.Write(result.ToText());
