namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>Something that one client changes, and in which state it was last acknowledged.</summary>
/// <param name="name">For messages.</param>
/// <param name="state">Its state at first.</param>
/// <param name="look">Reads its state from a server.</param>
internal sealed class Entry(string name, string state, Func<Wire, Entry, Task<string>> look)
{
    public const string None = "none";

    public string Name => name;

    /// <summary>The acknowledged state.</summary>
    public string State { get; set; } = state;

    /// <summary>The state that a request would give it that got no answer; null if every request was answered.</summary>
    public string? Open { get; set; }

    public Task<string> LookAsync(Wire wire) => look(wire, this);
}
