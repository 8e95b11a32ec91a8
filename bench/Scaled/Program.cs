using System.Diagnostics;
using Checker.Automata;
using Checker.Automata.Guards;
using Checker.Exploration;
using Scaled;

int experiments = int.Parse(args[0]);
int consumers = int.Parse(args[1]);
var workload = new ScaledWorkload(experiments, consumers);
var clock = Stopwatch.StartNew();
var composition = new Composition(workload.Model, new AutomataOptions(new BodyWatch()));
var judge = new StateJudge(composition, [.. workload.Model.Properties.Select(p => new CompiledProperty(p.Name, p.Kind, p.Predicate!, null))]);
using var search = new ExhaustiveSearch(composition, judge, new SearchSettings { Order = args.Contains("dfs") ? SearchOrder.DepthFirst : SearchOrder.BreadthFirst, Workers = args.Contains("w2") ? 2 : 1 });
var s = search.Run();
double t = clock.Elapsed.TotalSeconds;
Console.WriteLine(FormattableString.Invariant($"checker\tbfs\t{s.States}\t{s.Transitions}\t{s.Depth}\t{t:0.00}\t{s.Transitions / t:0}\t{(double)Process.GetCurrentProcess().PeakWorkingSet64 / s.States:0.0}  store {(double)s.Bytes / s.States:0.0} runs {composition.Runs} words {search.Layout.Words} viol {judge.Sightings.Count} locals {string.Join(',', composition.Processes.Select(p => p.Count))}"));
for (int i = 0; i < composition.Processes[1].Count; i++) { var l = composition.Processes[1][i]; Console.WriteLine($"{i} {l.Pending} | " + string.Join(" ; ", l.Key.Frames.Select(f => f.Shape.Machine.Name + "@" + f.Position + " " + string.Join(",", f.Shape.LiveAt(f.Position).Select(x => x.Name).Zip(f.Locals))))); }
