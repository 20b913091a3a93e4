using System.CommandLine;

namespace Recommender.Benchmarks.Measuring;

/// <summary>The path of the tool that generates synthetic sites.</summary>
internal sealed class ToolOption : Option<string>
{
    // Relative to the root of the repository.
    private const string Default = "../shared/tools/make_corpus.py";

    public ToolOption() : base("--tool")
    {
        Description = $"Path of make_corpus.py [default: {Default}]";
        HelpName = "FILE";
        DefaultValueFactory = _ => Default;
    }
}
