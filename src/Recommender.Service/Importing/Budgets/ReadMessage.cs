using System.Text.Json.Serialization;

namespace Recommender.Service.Importing.Budgets;

/// <summary>What the program and a reading process send to each other.</summary>
internal abstract record ReadMessage
{
    /// <summary>
    /// The longest text of the message: the HTML to read, or the text that was read. It is sent as it is, because escaping megabytes of
    /// HTML for JSON takes ten times their memory.
    /// </summary>
    [JsonIgnore]
    public string? Body { get; set; }
}
