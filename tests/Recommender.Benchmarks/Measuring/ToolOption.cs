using System.CommandLine;

namespace Recommender.Benchmarks.Measuring;

/// <summary>Where the tool that makes synthetic sites lies.</summary>
internal sealed class ToolOption : Option<string>
{
    // Seen from the top of the repository.
    private const string Default = "../shared/tools/make_corpus.py";

    public ToolOption() : base("--tool")
    {
        Description = $"Where make_corpus.py lies [default: {Default}]";
        HelpName = "FILE";
        DefaultValueFactory = _ => Default;
    }
}
