namespace Recommender.Service.Commands;

/// <summary>A command with examples in its help.</summary>
internal interface IVerb
{
    /// <summary>Command lines to copy.</summary>
    IReadOnlyList<string> Examples { get; }
}
