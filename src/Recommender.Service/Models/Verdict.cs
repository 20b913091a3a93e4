using System.Text.Json.Serialization;

namespace Recommender.Service.Models;

/// <summary>What the gate says of a model.</summary>
/// <param name="Findings">What is out of its bounds; those that refuse first.</param>
public sealed record Verdict(IReadOnlyList<Finding> Findings)
{
    /// <summary>True where nothing refuses it.</summary>
    public bool Passed => !Findings.Any(finding => finding.Refuses);

    /// <summary>The reasons for refusing it, in one line.</summary>
    [JsonIgnore]
    public string Reasons => string.Join("; ", Findings.Where(finding => finding.Refuses).Select(finding => finding.Words));
}
