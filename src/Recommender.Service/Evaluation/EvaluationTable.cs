using System.Globalization;
using System.Text.Json;

namespace Recommender.Service.Evaluation;

/// <summary>Prints evaluation results as a terminal table or as one JSON object.</summary>
internal static class EvaluationTable
{
    public static void Write(TextWriter output, EvaluationResult result)
    {
        var rows = result.Systems.Select(system => system.Figures).ToList();
        output.WriteLine($"{rows[0].Queries} judged queries, {result.Documents.Count} articles; nDCG@10 with its 95 % interval");
        output.WriteLine($"{"",-16} nDCG@5  nDCG@10                  MRR@10  recall@10  coverage  near-duplicates");
        foreach (var row in rows)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.System,-16} {row.Mean.NdcgAt5,6:F4}  {row.Mean.NdcgAt10,7:F4} ({row.Low:F4}-{row.High:F4})  "
                + $"{row.Mean.MrrAt10,6:F4}  {row.Mean.RecallAt10,9:F4}  {row.Coverage,8:F4}  {row.DuplicateBlocks,15:F4}"));
        }
    }

    public static void WriteJson(TextWriter output, EvaluationResult result, int? looks, IReadOnlyList<string> warnings) =>
        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                Articles = result.Documents.Count, JudgmentsLookedAt = looks, Warnings = warnings,
                Systems = result.Systems.Select(system => system.Figures),
            },
            JsonSerializerOptions.Web));
}
