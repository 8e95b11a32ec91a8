using Coyote.Schedules;
using Model.Scenarios;
var s = new Checker.Cli.Subjects(Catalogue.Scenarios);
var set = args.Skip(4).Select(a => a.Split('=')).ToDictionary(a => a[0], a => a[1]);
var subject = s.Subject(args[0], args[1], set);
var result = new CoyoteRun(s.Build(subject), new CoyoteSettings { Schedules = int.Parse(args[2]), Strategy = Strategy.Of(args[3], null, false) }, default).Run();
Console.WriteLine($"{CoyoteRun.Engine} schedules {result.Schedules} steps {result.Steps} longest {result.LongestSchedule} cut {result.Cut} {result.Elapsed} {result.SchedulesPerSecond:0}/s");
foreach (var f in result.Findings) { Console.WriteLine($"{f.Kind} {f.Property} #{f.Schedule} {f.Steps.Count} suspicion {f.IsSuspicion}"); }
return 0;
