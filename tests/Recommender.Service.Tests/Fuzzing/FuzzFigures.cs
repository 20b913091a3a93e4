using System.Globalization;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>The sums of a group, over the processes that worked on it.</summary>
/// <param name="Costly">Inputs for which a reading process would have needed more than the budget.</param>
internal sealed record FuzzFigures(
    int Runs = 0, long Inputs = 0, TimeSpan Time = default, TimeSpan Processor = default, int Corpus = 0, int Branches = 0, int Costly = 0)
{
    public FuzzFigures And(long inputs, TimeSpan time, TimeSpan processor, int corpus, int branches, int costly) =>
        new(Runs + 1, Inputs + inputs, Time + time, Processor + processor, corpus, branches, Costly + costly);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Inputs:N0} inputs, {Inputs / Math.Max(1, Processor.TotalSeconds):0} a second of a processor, "
        + $"{Processor.TotalMinutes:0.0} minutes of it in {Time.TotalMinutes:0.0}, corpus {Corpus:N0}, {Branches:N0} branches, "
        + $"{Costly:N0} costly in a reading process, {Runs} runs");
}
