using System.Text.Json.Serialization;

namespace Recommender.Service.Models;

/// <summary>The gate's verdict on a model.</summary>
/// <param name="Findings">Measures out of bounds, those that refuse the model first.</param>
public sealed record Verdict(IReadOnlyList<Finding> Findings)
{
    /// <summary>True if no finding refuses the model.</summary>
    public bool Passed => !Findings.Any(finding => finding.Refuses);

    /// <summary>The reasons for refusing the model, on one line.</summary>
    [JsonIgnore]
    public string Reasons => string.Join("; ", Findings.Where(finding => finding.Refuses).Select(finding => finding.Words));
}
