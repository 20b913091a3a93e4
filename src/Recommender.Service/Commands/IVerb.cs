namespace Recommender.Service.Commands;

/// <summary>A verb of the command line that teaches itself.</summary>
internal interface IVerb
{
    /// <summary>Lines to copy.</summary>
    IReadOnlyList<string> Examples { get; }
}
